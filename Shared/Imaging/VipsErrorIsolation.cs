using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Separates libvips' messages about one file from those about others. libvips has one error buffer per process, to which all
/// threads append and which keeps warnings about valid files; to interpret a message, it must be known to be about one file.
/// </summary>
internal static class VipsErrorIsolation
{
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>Reads a file concurrently with others; if that fails, reads it again exclusively.</summary>
    /// <param name="read">Reads the file.</param>
    /// <param name="time">The time for that. It does not run while other files are read exclusively.</param>
    /// <exception cref="VipsException">The file can't be read; the message is about this file only.</exception>
    /// <exception cref="RejectedImageException"><c>tooSlow</c>.</exception>
    public static T Read<T>(Func<T> read, DecodingTime time)
    {
        Vips.EnsureConfigured();
        try
        {
            return Shared(() => time.Measure(read));
        }
        catch (VipsException)
        {
            return Exclusive(() => time.Measure(read));
        }
    }

    private static T Shared<T>(Func<T> read)
    {
        Gate.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            Gate.ExitReadLock();
        }
    }

    private static T Exclusive<T>(Func<T> read)
    {
        Gate.EnterWriteLock();
        try
        {
            ClearErrorBuffer();
            return read();
        }
        finally
        {
            Gate.ExitWriteLock();
        }
    }

    /// <summary>NetVips clears the buffer only when it creates an exception from it.</summary>
    private static void ClearErrorBuffer() => _ = new VipsException(string.Empty);
}
