using System.Buffers;
using System.Runtime.InteropServices;

namespace CamFunctions.Shared.Imaging;

/// <summary>Memory for the pixels of large images, which would stay for long if the garbage collector had to free it.</summary>
/// <param name="length">In bytes.</param>
internal sealed unsafe class NativePixels(int length) : MemoryManager<byte>
{
    private byte* address = (byte*)NativeMemory.Alloc((nuint)length);

    public override Span<byte> GetSpan() => new(address, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(address + elementIndex);

    public override void Unpin()
    {
        // It never moves.
    }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.Free(address);
        address = null;
    }
}
