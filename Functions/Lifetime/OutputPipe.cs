using System.Runtime.InteropServices;

namespace CamFunctions.Functions.Lifetime;

/// <summary>
/// The pipe that standard output is under a host. The host alone reads it, so it has no reader once the host is gone, also when the host
/// was killed before this process could ask for its parent's id.
/// </summary>
internal static partial class OutputPipe
{
    private const int StandardOutput = 1;

    /// <summary>POLLERR, which Linux reports for a pipe without a reader, and POLLHUP, which macOS reports.</summary>
    private const short NoReader = 0x08 | 0x10;

    /// <summary>Whether standard output is a pipe or terminal that nobody reads any more; never true on Windows.</summary>
    public static bool IsBroken
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                return false;
            }

            var output = new PolledFile { Descriptor = StandardOutput };
            return Poll(ref output, count: 1, timeoutMilliseconds: 0) > 0 && (output.Returned & NoReader) != 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref PolledFile files, nuint count, int timeoutMilliseconds);

    /// <summary>The structure pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PolledFile
    {
        public int Descriptor;
        public short Requested;
        public short Returned;
    }
}
