using System.Buffers.Binary;
using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Estimates the memory that decoding takes besides the file, at most, from what the header says. The factors are above what was measured
/// for images of 50 megapixels (<c>lab/Benchmarks -- decoding</c>, docs/performance.md).
/// </summary>
internal static class DecodingMemory
{
    /// <summary>Rows on their way, and the reduced image.</summary>
    private const long Base = 56 << 20;

    /// <summary>A PNG can't be reduced while it is decoded, so that more of its rows are on their way, and all of a low one.</summary>
    private const int PngRows = 1024;

    private const int BytesPerCoefficient = 2;

    /// <summary>All four channels, and what further frames are drawn on.</summary>
    private const int WebpBytesPerPixel = 5;

    /// <summary>Four channels, the indices of the frame, and a copy of a part of it.</summary>
    private const int GifBytesPerPixel = 6;

    /// <summary>The decoder holds the picture, its planes and copies of both.</summary>
    private const int AvifBytesPerPixel = 18;

    private const int DeepAvifBytesPerPixel = 25;

    /// <summary>Fields of TIFF 6.0.</summary>
    private const int RowsPerStrip = 278;
    private const int PlanarConfiguration = 284;
    private const int TileLength = 323;

    /// <summary>Its pixels are within the limit, but in another format they would take a fraction of the memory.</summary>
    /// <param name="header">The image.</param>
    /// <param name="length">The length of the file, in bytes.</param>
    /// <param name="capacity">The memory that there is for images, in bytes.</param>
    /// <exception cref="RejectedImageException"><c>tooManyPixels</c>.</exception>
    public static void Check(ImageHeader header, long length, long capacity)
    {
        const double Megabyte = 1 << 20;
        var needed = length + header.DecodingBytes;
        if (needed > capacity)
        {
            throw new RejectedImageException(
                ImageErrorCode.TooManyPixels,
                $"Decoding this {ImageFormatNames.Of(header.Format)} image of {header.Width:N0} x {header.Height:N0} pixels takes up to " +
                $"{needed / Megabyte:N0} MB, more than the {capacity / Megabyte:N0} MB that there are for images. Upload a " +
                "smaller one, save it as a JPEG that is not progressive, or run this on a machine or instance with more memory.");
        }
    }

    /// <summary>In bytes.</summary>
    public static long Estimate(Image header, ImageFormat format, byte[] file)
    {
        var pixels = (long)header.Width * header.Height;
        // libvips sets the field for PNG, and for JPEG with several scans, progressive or not.
        var isInterlaced = header.Contains("interlaced");
        return Base + format switch
        {
            ImageFormat.Jpeg => isInterlaced ? (long)(pixels * BytesPerCoefficient * JpegFrame.CoefficientsPerPixel(file)) : 0,
            ImageFormat.Png => ((isInterlaced ? pixels : 0) + Math.Min(pixels, (long)header.Width * PngRows)) * BytesOf(header),
            ImageFormat.Webp => IsPlainWebp(file) ? 0 : pixels * WebpBytesPerPixel,
            ImageFormat.Gif => pixels * GifBytesPerPixel,
            // Strips and tiles can be large, and one in CIE Lab is copied.
            ImageFormat.Tiff => file.Length + Math.Max(pixels * BytesOf(header) / 2, RowsOfTiff(header, file)),
            _ => pixels * (header.Format == Enums.BandFormat.Uchar ? AvifBytesPerPixel : DeepAvifBytesPerPixel),
        };
    }

    /// <summary>
    /// libvips keeps two rows of tiles, and where colours are in planes, a strip of each. Both can be as high as the image, and one of
    /// them is in memory twice.
    /// </summary>
    private static long RowsOfTiff(Image header, byte[] file)
    {
        const int InPlanes = 2;
        var rows = TiffDirectory.Number(file, TileLength) is { } tile ? 2 * tile
            : TiffDirectory.Number(file, PlanarConfiguration) == InPlanes ? TiffDirectory.Number(file, RowsPerStrip) ?? header.Height
            : 0;
        return header.Width * Math.Min(rows, header.Height) * BytesOf(header) * 3 / 2;
    }

    /// <summary>Bytes per pixel as decoded.</summary>
    private static int BytesOf(Image header) => header.Bands * header.Format switch
    {
        Enums.BandFormat.Uchar or Enums.BandFormat.Char => 1,
        Enums.BandFormat.Ushort or Enums.BandFormat.Short => 2,
        Enums.BandFormat.Double or Enums.BandFormat.Complex => 8,
        Enums.BandFormat.Dpcomplex => 16,
        _ => 4,
    };

    /// <summary>
    /// Lossy, one frame, opaque: the decoder reduces it row by row. Chunks have a name, a length and, if that is odd, a byte to fill
    /// (RFC 9649).
    /// </summary>
    private static bool IsPlainWebp(ReadOnlySpan<byte> file)
    {
        const int Header = 8;
        for (var at = 12L; at + Header <= file.Length;)
        {
            var chunk = file[(int)at..];
            if (chunk.StartsWith("VP8 "u8))
            {
                return true;
            }

            if (chunk.StartsWith("VP8L"u8) || chunk.StartsWith("ALPH"u8) || chunk.StartsWith("ANMF"u8))
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            at += Header + length + (length % 2);
        }

        return false;
    }
}
