namespace CamFunctions.Shared.Imaging;

/// <summary>The rows of an image that are in memory: all of them, or some, which move down while the image is decoded.</summary>
/// <param name="pixels">Room for as many rows as fit.</param>
/// <param name="rowLength">In bytes.</param>
internal sealed class RowWindow(byte[] pixels, int rowLength)
{
    /// <summary>The number of the first row that is in memory.</summary>
    private int first;

    public bool HasRoomUpTo(int end) => (end - first) * rowLength <= pixels.Length;

    /// <summary>The pixels from a row on, and after them what room there is.</summary>
    public Span<byte> From(int row) => pixels.AsSpan((row - first) * rowLength);

    public ReadOnlySpan<byte> Rows(int row, int count) => From(row)[..(count * rowLength)];

    /// <summary>Makes room by giving up the rows before [start, end). Nobody may read rows meanwhile.</summary>
    public void MoveTo(int start, int end)
    {
        Rows(start, end - start).CopyTo(pixels);
        first = start;
    }
}
