using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CamFunctions.Shared.Inference;

/// <summary>
/// The stack on which Linux runs a thread's signal handlers. .NET turns a null reference into an exception there, on 16 KB. On a
/// processor with AMX, ONNX Runtime's eight-bit kernels use 8 KB of registers, and from then on Linux saves them on that stack before
/// it calls a handler. The rest is too little for .NET 10: the thread's next null reference, caught or not, would end the process with
/// exit code 139.
/// </summary>
internal sealed partial class SignalStack : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Of <c>getauxval</c>, from Linux' auxvec.h: the most bytes that Linux saves before it calls a handler.</summary>
    private const nuint MinimumSize = 51;

    /// <summary>What .NET's handlers have on processors without AMX, in bytes.</summary>
    private const nuint HandlerBytes = 12 * 1024;

    /// <summary>Of <c>sigaltstack</c>, from Linux' signal.h: the thread has no such stack, as in an app compiled ahead of time.</summary>
    private const int Disabled = 2;

    /// <summary>Of <c>mmap</c>, from Linux' mman.h, as the next one.</summary>
    private const int ReadAndWrite = 3;

    private const int PrivateAnonymousStack = 0x20022;

    [ThreadStatic]
    private static bool isChecked;

    /// <summary>Keeps the stack for as long as the thread lives; its finalizer frees it afterwards.</summary>
    [ThreadStatic]
    private static SignalStack? ofThread;

    private readonly nuint size;

    private SignalStack(nuint size)
        : base(ownsHandle: true)
    {
        this.size = size;
        SetHandle(Map(0, size, ReadAndWrite, PrivateAnonymousStack, file: -1, offset: 0));
    }

    /// <summary>Gives the calling thread a stack that is large enough, if its own is not.</summary>
    public static void MakeRoomForRegisters()
    {
        if (!isChecked)
        {
            isChecked = true;
            if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64)
            {
                Enlarge();
            }
        }
    }

    protected override bool ReleaseHandle() => Unmap(handle, size) == 0;

    private static unsafe void Enlarge()
    {
        var needed = GetAuxiliaryValue(MinimumSize) + HandlerBytes;
        Description current;
        if (Exchange(null, &current) != 0 || current.Flags == Disabled || current.Size >= needed)
        {
            return;
        }

        var larger = new SignalStack(needed);
        var next = new Description { Start = larger.handle, Size = needed };
        if (larger.IsInvalid || Exchange(&next, null) != 0)
        {
            larger.Dispose();
            return;
        }

        ofThread = larger;
        // .NET mapped it, and would free it when the thread ends, but only if it were still in use.
        _ = Unmap(current.Start, current.Size);
    }

    [LibraryImport("libc", EntryPoint = "getauxval")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nuint GetAuxiliaryValue(nuint type);

    [LibraryImport("libc", EntryPoint = "sigaltstack")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Exchange(Description* next, Description* previous);

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);

    /// <summary><c>stack_t</c> of Linux on x64.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Description
    {
        public nint Start;
        public int Flags;
        public nuint Size;
    }
}
