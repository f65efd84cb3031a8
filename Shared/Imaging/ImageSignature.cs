namespace CamFunctions.Shared.Imaging;

/// <summary>Detects an image's format by its first bytes. File names and content types are not trusted.</summary>
public static class ImageSignature
{
    /// <summary>The most bytes that <see cref="Detect"/> reads: enough for an ISO base media file type box with many brands.</summary>
    public const int Length = 256;

    /// <returns><see langword="null"/> if the format is not supported.</returns>
    public static ImageFormat? Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ImageFormat.Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.Webp,
        // 42 is TIFF, 43 BigTIFF, each in either byte order.
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => ImageFormat.Tiff,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] when HasAvifBrand(bytes) => ImageFormat.Avif,
        _ => null,
    };

    /// <summary>Whether the file is a photograph in HEIC, as telephones take them. Its decoder is not in this build of libvips.</summary>
    public static bool IsHeic(ReadOnlySpan<byte> bytes) =>
        bytes is [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h', (byte)'e', (byte)'i' or (byte)'v', ..]
        || (bytes is [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'m', ..] && bytes[4..].StartsWith("ftypmif1"u8));

    /// <summary>
    /// Reads the brands of an ISO base media file type box (ISO/IEC 14496-12, 4.3): size, "ftyp", major brand, minor version,
    /// compatible brands, four bytes each. HEIC files have the same box with other brands.
    /// </summary>
    private static bool HasAvifBrand(ReadOnlySpan<byte> bytes)
    {
        var boxSize = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var box = bytes[..(int)Math.Min(Math.Min(boxSize, Length), bytes.Length)];
        for (var at = 8; at + 4 <= box.Length; at += 4)
        {
            var isMinorVersion = at == 12;
            if (!isMinorVersion && (box.Slice(at, 4).SequenceEqual("avif"u8) || box.Slice(at, 4).SequenceEqual("avis"u8)))
            {
                return true;
            }
        }

        return false;
    }
}
