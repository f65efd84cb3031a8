using NetVips;

namespace CamFunctions.Imaging;

/// <summary>
/// Makes libvips' words about a file be about that file. It keeps one error text for the whole process, to which every
/// thread appends and in which warnings about sound files stay; what is decided by these words needs a text of its own.
/// </summary>
internal static class Undisturbed
{
    private static readonly ReaderWriterLockSlim Turn = new();

    /// <summary>Reads a file beside others; where that fails, once more with nobody else reading.</summary>
    /// <exception cref="VipsException">The file can't be read; the message is about nothing else.</exception>
    public static T Read<T>(Func<T> read)
    {
        Vips.EnsureConfigured();
        try
        {
            return BesideOthers(read);
        }
        catch (VipsException)
        {
            return Alone(read);
        }
    }

    private static T BesideOthers<T>(Func<T> read)
    {
        Turn.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            Turn.ExitReadLock();
        }
    }

    private static T Alone<T>(Func<T> read)
    {
        Turn.EnterWriteLock();
        try
        {
            ForgetErrors();
            return read();
        }
        finally
        {
            Turn.ExitWriteLock();
        }
    }

    /// <summary>NetVips clears the text only where it makes an exception of it.</summary>
    private static void ForgetErrors() => _ = new VipsException(string.Empty);
}
