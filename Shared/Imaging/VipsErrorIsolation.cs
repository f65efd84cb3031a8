using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Keeps libvips' messages about one file apart from those about others. libvips has one error buffer for the whole process, to
/// which every thread appends and in which warnings about sound files stay; what is decided by these messages needs a buffer of its own.
/// </summary>
internal static class VipsErrorIsolation
{
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>Reads a file while others are read too; where that fails, once more alone.</summary>
    /// <exception cref="VipsException">The file can't be read; the message is about nothing else.</exception>
    public static T Read<T>(Func<T> read)
    {
        Vips.EnsureConfigured();
        try
        {
            return Shared(read);
        }
        catch (VipsException)
        {
            return Alone(read);
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

    private static T Alone<T>(Func<T> read)
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

    /// <summary>NetVips clears the buffer only where it makes an exception of it.</summary>
    private static void ClearErrorBuffer() => _ = new VipsException(string.Empty);
}
