using System.Text;
using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Imaging;

public sealed class RefusedImageTests
{
    private static readonly ImageLimits Limits = new(MaxBytes: 1 << 20, MaxPixels: 50_000_000);

    [Fact]
    public void A_file_without_bytes_is_empty() => AssertRefused([], ImageErrorCode.Empty);

    [Fact]
    public void A_file_over_the_limit_is_too_large() => AssertRefused(new byte[(1 << 20) + 1], ImageErrorCode.TooLarge);

    [Fact]
    public void Two_hundred_megapixels_are_refused_by_the_header_alone() =>
        AssertRefused(TestImages.PngDeclaring(20_000, 10_000), ImageErrorCode.TooManyPixels);

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")]
    [InlineData("%PDF-1.7 and so on")]
    [InlineData("GIF89 without its last letter")]
    [InlineData("just text")]
    public void A_file_that_is_not_an_image_is_an_unsupported_format(string content) =>
        AssertRefused(Encoding.ASCII.GetBytes(content), ImageErrorCode.UnsupportedFormat);

    [Theory]
    [InlineData(".jpg", 0.5)]
    [InlineData(".jpg", 0.95)]
    [InlineData(".jpg[interlace]", 0.5)]
    [InlineData(".png", 0.5)]
    [InlineData(".png", 0.95)]
    [InlineData(".png[interlace]", 0.5)]
    [InlineData(".webp", 0.5)]
    [InlineData(".webp", 0.95)]
    [InlineData(".gif", 0.5)]
    [InlineData(".tif", 0.5)]
    [InlineData(".tif[compression=deflate]", 0.9)]
    [InlineData(".avif", 0.5)]
    [InlineData(".avif", 0.95)]
    public void A_truncated_file_is_corrupt(string suffix, double share)
    {
        using var photograph = NetVips.Image.NewFromBuffer(Photographs.Read("china"));
        using var small = photograph.Resize(0.25);
        var file = TestImages.Encode(small, suffix);
        AssertRefused(file[..(int)(file.Length * share)], ImageErrorCode.Corrupt);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".jpg[interlace]")]
    [InlineData(".png")]
    public void A_truncated_file_is_corrupt_at_a_reduced_size_too(string suffix)
    {
        using var photograph = NetVips.Image.NewFromBuffer(Photographs.Read("china"));
        var file = TestImages.Encode(photograph, suffix);
        AssertRefused(file[..(int)(file.Length * 0.9)], ImageErrorCode.Corrupt, maximumSide: 100);
    }

    [Theory]
    [InlineData("FFD8FF")]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("474946383961")]
    [InlineData("524946460000000057454250")]
    [InlineData("49492A00")]
    [InlineData("00000018667479706176696600000000")]
    public void A_signature_alone_is_corrupt(string hex) =>
        AssertRefused(Convert.FromHexString(hex), ImageErrorCode.Corrupt);

    [Theory]
    [InlineData("FFD8FF", "The JPEG file is damaged")]
    [InlineData("524946460000000057454250", "The WebP file is damaged")]
    public void A_refusal_names_the_format_as_people_write_it(string hex, string words)
    {
        var rejection = Assert.Throws<RejectedImageException>(() => Decode(Convert.FromHexString(hex)));
        Assert.StartsWith(words, rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_jpeg_with_overwritten_pixels_is_corrupt() => AssertRefused(JpegWithOverwrittenPixels(), ImageErrorCode.Corrupt);

    [Fact]
    public void A_damaged_jpeg_is_corrupt_whatever_else_is_read_before_or_concurrently()
    {
        var (stray, damaged) = (JpegWithStrayBytes(), JpegWithOverwrittenPixels());
        Parallel.For(0, 64, _ =>
        {
            Assert.Equal(640, Decode(stray).Width);
            AssertRefused(damaged, ImageErrorCode.Corrupt);
        });
    }

    [Fact]
    public void A_png_with_overwritten_pixels_is_corrupt()
    {
        var file = Photographs.Read("chelsea");
        new Random(1).NextBytes(file.AsSpan(file.Length / 2, 2000));
        AssertRefused(file, ImageErrorCode.Corrupt);
    }

    [Fact]
    public void A_jpeg_with_extra_bytes_between_its_segments_is_accepted() => Assert.Equal(640, Decode(JpegWithStrayBytes()).Width);

    [Fact]
    public void A_jpeg_followed_by_other_bytes_is_accepted() =>
        Assert.Equal(640, Decode([.. TestImages.DetailedJpeg(), .. "an appended note"u8]).Width);

    private static byte[] JpegWithOverwrittenPixels()
    {
        var file = TestImages.DetailedJpeg();
        new Random(1).NextBytes(file.AsSpan(file.Length / 2, 2000));
        return file;
    }

    private static byte[] JpegWithStrayBytes()
    {
        var file = TestImages.DetailedJpeg();
        return [.. file[..20], 0, 0, 0, .. file[20..]];
    }

    private static RgbImage Decode(byte[] file, int maximumSide = 1600) =>
        ImageDecoder.Decode(file, ImageHeaderReader.Read(file, Limits), maximumSide);

    private static void AssertRefused(byte[] file, ImageErrorCode code, int maximumSide = 1600)
    {
        var rejection = Assert.Throws<RejectedImageException>(() => Decode(file, maximumSide));
        Assert.Equal(code, rejection.Code);
        Assert.EndsWith(".", rejection.Message, StringComparison.Ordinal);
    }
}
