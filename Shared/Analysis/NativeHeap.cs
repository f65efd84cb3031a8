using System.Runtime.InteropServices;

namespace CamFunctions.Shared.Analysis;

/// <summary>The heap of the C library, which ONNX Runtime and libvips use.</summary>
internal static partial class NativeHeap
{
    /// <summary>Gives free memory back to the operating system. Has an effect on glibc only.</summary>
    public static void Trim()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Trim(keptBytes: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint keptBytes);
}
