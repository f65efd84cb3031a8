using System.Runtime.InteropServices;

namespace CamFunctions.Shared.Analysis;

/// <summary>The heap of the C library, which ONNX Runtime and libvips use. Has an effect on glibc only.</summary>
public static partial class NativeHeap
{
    /// <summary>A parameter of <c>mallopt</c>, from glibc's malloc.h.</summary>
    private const int ArenaMax = -8;

    /// <summary>
    /// Lets all threads use the same part of the heap. Otherwise glibc makes one for each thread, up to eight per core, and each keeps
    /// what its thread once needed. To be called before there are many threads.
    /// </summary>
    public static void ShareAmongThreads()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetOption(ArenaMax, 1);
        }
    }

    /// <summary>Gives what is free back to the operating system.</summary>
    internal static void Trim()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Trim(keptBytes: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint keptBytes);
}
