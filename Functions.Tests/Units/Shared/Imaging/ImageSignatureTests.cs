using System.Text;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Tests.Shared.Imaging;

public sealed class ImageSignatureTests
{
    [Theory]
    [InlineData("FFD8FFE0", ImageFormat.Jpeg)]
    [InlineData("89504E470D0A1A0A", ImageFormat.Png)]
    [InlineData("474946383961", ImageFormat.Gif)]
    [InlineData("474946383761", ImageFormat.Gif)]
    [InlineData("524946460000000057454250", ImageFormat.Webp)]
    [InlineData("49492A00", ImageFormat.Tiff)]
    [InlineData("4D4D002A", ImageFormat.Tiff)]
    [InlineData("49492B00", ImageFormat.Tiff)]
    [InlineData("00000018667479706176696600000000", ImageFormat.Avif)]
    [InlineData("0000001C667479706D6966310000000061766966", ImageFormat.Avif)]
    public void The_format_is_detected_by_the_first_bytes(string hex, ImageFormat format) =>
        Assert.Equal(format, ImageSignature.Detect(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("")]
    [InlineData("FFD8")]
    [InlineData("424D0000")]
    [InlineData("0000001C6674797068656963000000006D696631")]
    [InlineData("FFFFFFFF66747970")]
    [InlineData("00000008667479706176696600000000")]
    public void Other_first_bytes_are_not_an_image(string hex) => Assert.Null(ImageSignature.Detect(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("%PDF-1.7")]
    [InlineData("P6 2 2 255 ")]
    public void Documents_and_other_formats_of_libvips_are_refused(string text) =>
        Assert.Null(ImageSignature.Detect(Encoding.ASCII.GetBytes(text)));
}
