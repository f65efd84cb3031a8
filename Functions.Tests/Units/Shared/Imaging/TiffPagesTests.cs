using CamFunctions.Shared.Imaging;

namespace CamFunctions.Tests.Shared.Imaging;

public sealed class TiffPagesTests
{
    private static readonly ImageLimits Limits = new(MaxBytes: 1 << 24, MaxPixels: 50_000_000);

    /// <summary>libvips reads it, but reads all pages whenever it opens the file.</summary>
    [Fact]
    public void A_tiff_of_more_than_ten_thousand_pages_is_refused()
    {
        var refusal = Assert.Throws<RejectedImageException>(() => ImageHeaderReader.Read(PagedTiff.Of(10_001), Limits));
        Assert.Equal(ImageErrorCode.UnsupportedFormat, refusal.Code);
        Assert.Contains("more than 10,000 pages", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10_000, false)]
    [InlineData(3, true)]
    public void A_tiff_of_fewer_pages_is_read_even_if_they_form_a_circle(int pages, bool isCircle)
    {
        var file = PagedTiff.Of(pages, isCircle);
        var header = ImageHeaderReader.Read(file, Limits);
        Assert.Equal(pages, header.Frames);
        Assert.Equal(8, ImageDecoder.Decode(file, header, maximumSide: 100).Width);
    }
}
