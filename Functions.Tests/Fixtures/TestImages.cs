using System.Buffers.Binary;
using NetVips;

namespace CamFunctions.Tests.Fixtures;

/// <summary>Creates test images in every format.</summary>
internal static class TestImages
{
    /// <summary>Wide enough for the smallest network, and not square, so that a rotation is detected.</summary>
    public const int Width = 96;
    public const int Height = 64;

    private static readonly double[] Red = [220, 30, 30];
    private static readonly double[] Green = [30, 200, 30];
    private static readonly double[] Blue = [30, 30, 220];
    private static readonly double[] Yellow = [230, 220, 40];

    /// <summary>Four quarters: red and green at the top, blue and yellow at the bottom.</summary>
    public static Image Quarters(int width = Width, int height = Height)
    {
        using var red = Plain(width / 2, height / 2, Red);
        using var green = Plain(width / 2, height / 2, Green);
        using var blue = Plain(width / 2, height / 2, Blue);
        using var yellow = Plain(width / 2, height / 2, Yellow);
        return Image.Arrayjoin([red, green, blue, yellow], across: 2).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    public static Image Plain(int width, int height, double[] color) =>
        (Image.Black(width, height, bands: color.Length) + color)
            .Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);

    /// <summary>A JPEG with enough detail for damage to have an effect.</summary>
    public static byte[] DetailedJpeg() => Photographs.Read("china");

    public static byte[] Encode(Image image, string suffix) => image.WriteToBuffer(suffix);

    /// <summary>A PNG that declares a size it does not have: a signature, a header with a valid checksum and an empty image.</summary>
    public static byte[] PngDeclaring(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A,
            .. Chunk("IHDR"u8, header),
            .. Chunk("IDAT"u8, [0x78, 0x9C]),
            .. Chunk("IEND"u8, []),
        ];
    }

    /// <summary>A PNG chunk.</summary>
    public static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc32(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }

    /// <summary>The CRC of PNG chunks (ISO 3309).</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
