using System.Runtime.InteropServices;

namespace CamFunctions.Functions.Lifetime;

/// <summary>
/// The process that started this one. A host that is killed can't stop its handler, and the next host would find the port taken.
/// </summary>
internal static partial class ParentProcess
{
    /// <summary>Its id now; <see langword="null"/> on Windows, where a process keeps the id of a parent that is gone.</summary>
    public static int? Id => OperatingSystem.IsWindows() ? null : GetParentId();

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetParentId();
}
