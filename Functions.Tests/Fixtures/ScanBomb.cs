using System.Buffers.Binary;

namespace CamFunctions.Tests.Fixtures;

/// <summary>
/// A grey progressive JPEG whose scans are about a hundred bytes each, and each visit every block of the image (ITU-T T.81, annex G): a few
/// megabytes keep a decoder busy for minutes.
/// </summary>
internal static class ScanBomb
{
    private const int BlockSide = 8;

    /// <summary>Blocks that one run of empty ones covers: symbol 0xE0 with 14 further bits, all 0.</summary>
    private const int BlocksPerRun = 1 << 14;

    private const int BitsPerRun = 15;

    /// <summary>Components, the only one, its tables.</summary>
    private static readonly byte[] OneComponent = [1, 1, 0];

    public static byte[] Of(int width, int height, int scans)
    {
        var blocks = Count(width, BlockSide) * Count(height, BlockSide);
        var size = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(size.AsSpan(2), (ushort)width);
        var scan = Scan(first: 1, last: 63, bits: BitsPerRun * Count(blocks, BlocksPerRun));
        return
        [
            0xFF, 0xD8,
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. Segment(0xC2, [8, .. size, 1, 1, 0x11, 0]),
            .. Segment(0xC4, OneSymbol(kind: 0x00, symbol: 0)),
            .. Segment(0xC4, OneSymbol(kind: 0x10, symbol: 0xE0)),
            .. Scan(first: 0, last: 0, bits: blocks),
            .. Enumerable.Repeat(scan, scans).SelectMany(bytes => bytes),
            0xFF, 0xD9,
        ];
    }

    /// <summary>A Huffman table whose only symbol has the code 0.</summary>
    private static byte[] OneSymbol(byte kind, byte symbol) => [kind, 1, .. new byte[15], symbol];

    private static byte[] Scan(byte first, byte last, int bits) =>
        [.. Segment(0xDA, [.. OneComponent, first, last, 0]), .. new byte[Count(bits, 8)]];

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, 0, (byte)(content.Length + 2), .. content];

    private static int Count(int length, int part) => (length + part - 1) / part;
}
