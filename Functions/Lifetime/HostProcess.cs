using System.Runtime.InteropServices;

namespace CamFunctions.Functions.Lifetime;

/// <summary>The Functions host, which started this process. If it is killed, it can't stop its worker.</summary>
internal static partial class HostProcess
{
    private const int StandardOutput = 1;

    /// <summary>POLLERR, which Linux reports for a pipe without a reader, and POLLHUP, which macOS reports.</summary>
    private const short NoReader = 0x08 | 0x10;

    /// <summary>
    /// The id of the parent process now; <see langword="null"/> on Windows, where a process keeps the id of a parent that is gone.
    /// </summary>
    public static int? Id => OperatingSystem.IsWindows() ? null : GetParentId();

    /// <summary>
    /// Whether standard output is a pipe or terminal without a reader; never true on Windows. The host alone reads it. So this is true
    /// also after a host that was killed before this process could ask for its parent's id.
    /// </summary>
    public static bool HasClosedOutput
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

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetParentId();

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
