namespace CamFunctions.Cli.Models;

/// <summary>The right to write a file, held by one process at a time.</summary>
internal static class FileLock
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until no other process holds it. The operating system takes it from a process that dies.</summary>
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
            catch (IOException fault) when (IsHeld(fault))
            {
                await poll.WaitForNextTickAsync(cancellation);
            }
        }
    }

    /// <summary>A sharing violation on Windows, EAGAIN elsewhere (Linux 11, macOS 35); a full disk is another fault.</summary>
    private static bool IsHeld(IOException fault) => fault.GetType() == typeof(IOException) && (fault.HResult & 0xFFFF) is 32 or 11 or 35;
}
