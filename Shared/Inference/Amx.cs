using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace CamFunctions.Shared.Inference;

/// <summary>AMX, the part of newer Intel server processors that multiplies matrices of bytes.</summary>
internal static partial class Amx
{
    /// <summary>The leaf of extended features of CPUID, and the bits of AMX-TILE and AMX-INT8 in its register EDX.</summary>
    private const int ExtendedFeatures = 7;
    private const int TilesAndBytes = 0b11 << 24;

    /// <summary>The request of <c>arch_prctl</c> for the parts of the processor's state that Linux can save, from its prctl.h.</summary>
    private const int GetSupportedState = 0x1021;

    /// <summary>The bit of the registers of AMX in the answer.</summary>
    private const ulong TileData = 1 << 18;

    /// <summary>Whether ONNX Runtime uses it for products of matrices, which it does on Linux only.</summary>
    public static bool IsAvailable { get; } =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 && IsPresent() && IsOffered();

    private static bool IsPresent() =>
        X86Base.CpuId(0, 0).Eax >= ExtendedFeatures && (X86Base.CpuId(ExtendedFeatures, 0).Edx & TilesAndBytes) == TilesAndBytes;

    /// <summary>Linux before 5.16, and some systems that emulate Linux, do not know the request.</summary>
    private static bool IsOffered() => Control(GetSupportedState, out var state) == 0 && (state & TileData) != 0;

    [LibraryImport("libc", EntryPoint = "arch_prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int code, out ulong state);
}
