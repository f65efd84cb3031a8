using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Separates libvips' messages about one file from those about others. libvips has one error buffer per process, to which all
/// threads append and which keeps warnings about valid files. So a file is read concurrently with others first. If that fails, it is read
/// again alone: then the message is about this file.
/// </summary>
internal static class VipsErrorIsolation
{
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>Begins to read a file on this thread, until the result is disposed of.</summary>
    /// <param name="isAlone">Whether no other file may be read at the same time.</param>
    public static Turn Enter(bool isAlone)
    {
        Vips.EnsureConfigured();
        if (isAlone)
        {
            Gate.EnterWriteLock();
            ClearErrorBuffer();
        }
        else
        {
            Gate.EnterReadLock();
        }

        return new Turn(isAlone);
    }

    /// <summary>NetVips clears the buffer only when it creates an exception from it.</summary>
    private static void ClearErrorBuffer() => _ = new VipsException(string.Empty);

    /// <summary>The time in which a file is read.</summary>
    public readonly ref struct Turn(bool isAlone)
    {
        public void Dispose()
        {
            if (isAlone)
            {
                Gate.ExitWriteLock();
            }
            else
            {
                Gate.ExitReadLock();
            }
        }
    }
}
