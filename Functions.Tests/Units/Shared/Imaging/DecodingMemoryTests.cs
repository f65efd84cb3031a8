using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Shared.Imaging;

/// <summary>The estimates are compared with measurements by <c>lab/Benchmarks -- decoding</c>; here, what they depend on.</summary>
public sealed class DecodingMemoryTests
{
    private const int Side = 1000;
    private const double Pixels = Side * Side;

    [Theory]
    [InlineData(".jpg[subsample_mode=off]", 0)]
    [InlineData(".jpg[interlace,subsample_mode=off]", 6)]
    [InlineData(".jpg[interlace,subsample_mode=on]", 3)]
    [InlineData(".png", 3)]
    [InlineData(".png[interlace]", 6)]
    [InlineData(".webp", 0)]
    [InlineData(".webp[lossless]", 5)]
    [InlineData(".gif", 6)]
    [InlineData(".tif", 1.5)]
    [InlineData(".tif[tile,tile_height=256]", 2.3)]
    [InlineData(".tif[tile,tile_height=512]", 4.5)]
    [InlineData(".tif[tile,tile_height=512,bigtiff]", 4.5)]
    [InlineData(".avif[effort=0]", 18)]
    public void The_memory_for_a_pixel_depends_on_the_variant(string suffix, double bytesPerPixel)
    {
        using var plain = TestImages.Plain(Side, Side, [10, 20, 30]);
        Assert.Equal(bytesPerPixel, BytesPerPixel(TestImages.Encode(plain, suffix)), tolerance: 0.3);
    }

    [Theory]
    [InlineData(".png[interlace]", 12)]
    [InlineData(".tif[compression=deflate]", 3)]
    [InlineData(".avif[effort=0,bitdepth=10]", 25)]
    public void Sixteen_bits_take_more(string suffix, double bytesPerPixel)
    {
        using var plain = TestImages.Plain(Side, Side, [10, 20, 30]);
        using var deep = plain.Colourspace(Enums.Interpretation.Rgb16);
        Assert.Equal(bytesPerPixel, BytesPerPixel(TestImages.Encode(deep, suffix)), tolerance: 0.3);
    }

    [Fact]
    public void A_tiff_in_planes_of_one_strip_takes_all_of_them() =>
        Assert.Equal(4.5, BytesPerPixel(PlanarTiff.Of(new RgbImage(Side, Side, new byte[3 * Side * Side]))), tolerance: 0.3);

    [Fact]
    public void A_tiff_that_does_not_say_how_high_its_strips_are_has_one_for_each_plane()
    {
        var file = PlanarTiff.Of(new RgbImage(Side, Side, new byte[3 * Side * Side]));
        // RowsPerStrip, field 278, becomes a field that nobody knows.
        var field = file.AsSpan().IndexOf([(byte)0x16, (byte)0x01, (byte)4, (byte)0]);
        (file[field], file[field + 1]) = (0xFF, 0xFE);
        Assert.Equal(4.5, BytesPerPixel(file), tolerance: 0.3);
    }

    [Fact]
    public void A_jpeg_whose_colours_are_at_full_size_can_not_pass_for_one_whose_are_not()
    {
        using var plain = TestImages.Plain(Side, Side, [10, 20, 30]);
        var file = TestImages.Encode(plain, ".jpg[interlace,subsample_mode=on]");
        Assert.Equal(1.5, JpegFrame.CoefficientsPerPixel(file));
        // All three components say two by two, of a maximum of two by two.
        var frame = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC2]);
        (file[frame + 14], file[frame + 17]) = (0x22, 0x22);
        Assert.Equal(3, JpegFrame.CoefficientsPerPixel(file));
        Assert.Equal(4, JpegFrame.CoefficientsPerPixel(file.AsSpan(0, frame + 12)));
        Assert.Equal(4, JpegFrame.CoefficientsPerPixel([0xFF, 0xD8, 0xFF]));
    }

    /// <summary>Without what every image takes, and without the file.</summary>
    private static double BytesPerPixel(byte[] file)
    {
        var header = ImageHeaderReader.Read(file, new ImageLimits(MaxBytes: 1 << 26, MaxPixels: 50_000_000));
        var copy = header.Format == ImageFormat.Tiff ? file.Length : 0;
        return (header.DecodingBytes - (56 << 20) - copy) / Pixels;
    }
}
