using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace CamFunctions.Shared.Inference;

/// <summary>AMX, the part of newer Intel server processors that multiplies matrices of bytes.</summary>
internal static partial class MatrixUnit
{
    /// <summary>Of CPUID: the leaf of extended features, and in its register EDX the bits of AMX-TILE and AMX-INT8.</summary>
    private const int ExtendedFeatures = 7;
    private const int TilesAndBytes = 0b11 << 24;

    /// <summary>Of <c>arch_prctl</c>, from Linux' prctl.h: which parts of the processor's state the system can save.</summary>
    private const int GetSupportedState = 0x1021;

    /// <summary>The registers of AMX in that.</summary>
    private const ulong TileData = 1 << 18;

    /// <summary>Whether ONNX Runtime uses it for products of matrices, which it does on Linux only.</summary>
    public static bool IsUsed { get; } =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 && IsPresent() && IsOffered();

    private static bool IsPresent() =>
        X86Base.CpuId(0, 0).Eax >= ExtendedFeatures && (X86Base.CpuId(ExtendedFeatures, 0).Edx & TilesAndBytes) == TilesAndBytes;

    /// <summary>Systems before Linux 5.16, and some that only play Linux, don't know of it.</summary>
    private static bool IsOffered() => Control(GetSupportedState, out var state) == 0 && (state & TileData) != 0;

    [LibraryImport("libc", EntryPoint = "arch_prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int code, out ulong state);
}
