namespace CamFunctions.Cli.Models;

/// <summary>A lock between processes for writing a file.</summary>
internal static class FileLock
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the lock. The operating system releases it if its process dies.</summary>
    public static async Task<FileStream> WaitAsync(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var poll = new PeriodicTimer(PollInterval);
        while (true)
        {
            try
            {
                return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                await poll.WaitForNextTickAsync(cancellation);
            }
        }
    }

    /// <summary>A sharing violation on Windows, EAGAIN elsewhere (11 on Linux, 35 on macOS); not a full disk, for example.</summary>
    private static bool IsHeld(IOException exception) =>
        exception.GetType() == typeof(IOException) && (exception.HResult & 0xFFFF) is 32 or 11 or 35;
}
