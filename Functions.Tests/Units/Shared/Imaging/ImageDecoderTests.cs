using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Shared.Imaging;

public sealed class ImageDecoderTests
{
    private static readonly ImageLimits Limits = new(MaxBytes: 1 << 26, MaxPixels: 50_000_000);

    /// <summary>Lossy formats and colour conversions change colours slightly.</summary>
    private const int Tolerance = 14;

    [Theory]
    [InlineData(".jpg[Q=95]", ImageFormat.Jpeg)]
    [InlineData(".jpg[Q=95,interlace]", ImageFormat.Jpeg)]
    [InlineData(".png", ImageFormat.Png)]
    [InlineData(".png[interlace]", ImageFormat.Png)]
    [InlineData(".png[palette]", ImageFormat.Png)]
    [InlineData(".webp[Q=95]", ImageFormat.Webp)]
    [InlineData(".webp[lossless]", ImageFormat.Webp)]
    [InlineData(".gif", ImageFormat.Gif)]
    [InlineData(".tif", ImageFormat.Tiff)]
    [InlineData(".tif[compression=lzw,bigtiff]", ImageFormat.Tiff)]
    [InlineData(".tif[tile,pyramid]", ImageFormat.Tiff)]
    [InlineData(".avif[Q=90]", ImageFormat.Avif)]
    public void Every_format_decodes_to_the_same_pixels(string suffix, ImageFormat format)
    {
        var file = TestImages.Encode(TestImages.Quarters(), suffix);
        Assert.Equal(format, ImageHeaderReader.Read(file, Limits).Format);
        AssertQuarters(Decode(file));
    }

    [Theory]
    [InlineData(1, "RGBY")]
    [InlineData(2, "GRYB")]
    [InlineData(3, "YBGR")]
    [InlineData(4, "BYRG")]
    [InlineData(5, "RBGY")]
    [InlineData(6, "BRYG")]
    [InlineData(7, "YGBR")]
    [InlineData(8, "GYRB")]
    public void Every_orientation_is_turned_upright(int orientation, string quarters)
    {
        using var image = TestImages.Quarters().Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", orientation));
        var file = TestImages.Encode(image, ".jpg[Q=95]");
        var header = ImageHeaderReader.Read(file, Limits);
        var decoded = Decode(file);
        Assert.Equal(orientation, header.ExifOrientation);
        Assert.Equal((header.Width, header.Height), (decoded.Width, decoded.Height));
        Assert.Equal(orientation < 5 ? (96, 64) : (64, 96), (decoded.Width, decoded.Height));
        AssertQuarters(decoded, quarters);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".png[interlace]")]
    [InlineData(".jpg[Q=95]")]
    [InlineData(".tif")]
    public void Grey_becomes_three_equal_channels(string suffix)
    {
        using var grey = TestImages.Plain(96, 64, [128]).Copy(interpretation: Enums.Interpretation.Bw);
        AssertPixel(Decode(TestImages.Encode(grey, suffix)), 10, 10, 128, 128, 128);
    }

    [Fact]
    public void A_large_grey_image_is_reduced_and_turned_upright()
    {
        using var dark = TestImages.Plain(480, 160, [40]);
        using var bright = TestImages.Plain(480, 160, [200]);
        using var grey = dark.Join(bright, Enums.Direction.Vertical)
            .Copy(interpretation: Enums.Interpretation.Bw)
            .Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", 6));
        var decoded = Decode(TestImages.Encode(grey, ".jpg[Q=95]"), maximumSide: 150);
        Assert.Equal((100, 150), (decoded.Width, decoded.Height));
        AssertPixel(decoded, 75, 75, 40, 40, 40);
        AssertPixel(decoded, 25, 75, 200, 200, 200);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg[Q=95]")]
    public void A_profile_of_grey_values_is_converted_to_srgb(string suffix)
    {
        using var grey = TestImages.Plain(96, 64, [128])
            .Copy(interpretation: Enums.Interpretation.Bw)
            .Mutate(mutable => mutable.Set(GValue.BlobType, "icc-profile-data", GreyProfile.Linear()));
        var file = TestImages.Encode(grey, suffix);
        Assert.True(ImageHeaderReader.Read(file, Limits).HasProfile);
        // Half of the light is at 188 of 255 in sRGB.
        AssertPixel(Decode(file), 10, 10, 188, 188, 188);
    }

    [Fact]
    public void Sixteen_bits_become_eight()
    {
        using var deep = TestImages.Quarters().Colourspace(Enums.Interpretation.Rgb16);
        AssertQuarters(Decode(TestImages.Encode(deep, ".png")));
        AssertQuarters(Decode(TestImages.Encode(deep, ".tif")));
    }

    [Theory]
    [InlineData(".jpg[Q=95]")]
    [InlineData(".tif")]
    public void Cmyk_becomes_rgb(string suffix)
    {
        using var cmyk = TestImages.Quarters().IccTransform("cmyk", inputProfile: "srgb");
        var decoded = Decode(TestImages.Encode(cmyk, suffix));
        Assert.Equal(decoded.Width * decoded.Height * 3, decoded.Pixels.Length);
        // CMYK can't represent every RGB colour, but red is still the reddest and blue the bluest.
        Assert.True(Pixel(decoded, 10, 10).Red > 180 && Pixel(decoded, 10, 10).Blue < 90);
        Assert.True(Pixel(decoded, 10, 50).Blue > 100 && Pixel(decoded, 10, 50).Red < 110);
    }

    [Fact]
    public void A_profile_is_converted_to_srgb()
    {
        using var wide = TestImages.Quarters().IccTransform("p3", inputProfile: "srgb");
        var file = TestImages.Encode(wide, ".png");
        Assert.True(ImageHeaderReader.Read(file, Limits).HasProfile);
        AssertQuarters(Decode(file));
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".webp[lossless]")]
    [InlineData(".tif")]
    public void Transparent_pixels_become_white(string suffix)
    {
        using var opacity = TestImages.Plain(96, 32, [255]);
        using var none = TestImages.Plain(96, 32, [0]);
        using var alpha = opacity.Join(none, Enums.Direction.Vertical);
        using var image = TestImages.Plain(96, 64, [200, 40, 40]).Bandjoin(alpha).Copy(interpretation: Enums.Interpretation.Srgb);
        var decoded = Decode(TestImages.Encode(image, suffix));
        AssertPixel(decoded, 48, 10, 200, 40, 40);
        AssertPixel(decoded, 48, 50, 255, 255, 255);
    }

    [Fact]
    public void Transparent_grey_becomes_white_too()
    {
        using var alpha = TestImages.Plain(96, 64, [0]);
        using var image = TestImages.Plain(96, 64, [7]).Bandjoin(alpha).Copy(interpretation: Enums.Interpretation.Bw);
        AssertPixel(Decode(TestImages.Encode(image, ".png")), 48, 32, 255, 255, 255);
    }

    [Theory]
    [InlineData(".gif")]
    [InlineData(".webp[lossless]")]
    [InlineData(".tif")]
    public void Only_the_first_frame_or_page_is_decoded(string suffix)
    {
        using var first = TestImages.Quarters();
        using var second = TestImages.Plain(96, 64, [0, 0, 0]);
        using var third = TestImages.Plain(96, 64, [255, 255, 255]);
        using var frames = Image.Arrayjoin([first, second, third], across: 1)
            .Mutate(mutable => mutable.Set(GValue.GIntType, "page-height", 64));
        var file = TestImages.Encode(frames, suffix);
        Assert.Equal(3, ImageHeaderReader.Read(file, Limits).Frames);
        var decoded = Decode(file);
        Assert.Equal((96, 64), (decoded.Width, decoded.Height));
        AssertQuarters(decoded);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    public void Large_images_are_decoded_at_the_needed_size(string suffix)
    {
        var decoded = Decode(TestImages.Encode(TestImages.Quarters(2000, 1000), suffix), maximumSide: 500);
        Assert.Equal((500, 250), (decoded.Width, decoded.Height));
        AssertQuarters(decoded);
    }

    [Theory]
    [InlineData(500, 1)]
    [InlineData(400, 6)]
    [InlineData(249, 1)]
    [InlineData(125, 8)]
    [InlineData(63, 1)]
    [InlineData(999, 3)]
    public void A_jpeg_is_reduced_to_the_same_size_from_every_fraction_that_it_is_decoded_at(int maximumSide, int orientation)
    {
        using var image = TestImages.Quarters(1000, 600).Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", orientation));
        var decoded = Decode(TestImages.Encode(image, ".jpg[Q=95]"), maximumSide);
        var shorterSide = (int)Math.Round(maximumSide * 0.6);
        Assert.Equal(orientation < 5 ? (maximumSide, shorterSide) : (shorterSide, maximumSide), (decoded.Width, decoded.Height));
        AssertQuarters(decoded, orientation switch { 1 => "RGBY", 3 => "YBGR", 6 => "BRYG", _ => "GYRB" });
    }

    [Theory]
    [InlineData(".jpg[Q=95]")]
    [InlineData(".png")]
    public void A_profile_is_converted_to_srgb_in_a_reduced_image_too(string suffix)
    {
        using var wide = TestImages.Quarters(1000, 600).IccTransform("p3", inputProfile: "srgb");
        AssertQuarters(Decode(TestImages.Encode(wide, suffix), maximumSide: 250));
    }

    [Fact]
    public void A_damaged_profile_is_ignored()
    {
        using var image = TestImages.Quarters()
            .Mutate(mutable => mutable.Set(GValue.BlobType, "icc-profile-data", "not a profile, only some words"u8.ToArray()));
        AssertQuarters(Decode(TestImages.Encode(image, ".jpg[Q=95]")));
    }

    [Fact]
    public void A_single_pixel_is_an_image() =>
        AssertPixel(Decode(TestImages.Encode(TestImages.Plain(1, 1, [9, 99, 199]), ".png")), 0, 0, 9, 99, 199);

    private static RgbImage Decode(byte[] file, int maximumSide = 1600) =>
        ImageDecoder.Decode(file, ImageHeaderReader.Read(file, Limits), maximumSide);

    private static (int Red, int Green, int Blue) Pixel(RgbImage image, int x, int y)
    {
        var at = ((y * image.Width) + x) * 3;
        return (image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]);
    }

    private static void AssertPixel(RgbImage image, int x, int y, int red, int green, int blue)
    {
        var pixel = Pixel(image, x, y);
        Assert.InRange(pixel.Red, red - Tolerance, red + Tolerance);
        Assert.InRange(pixel.Green, green - Tolerance, green + Tolerance);
        Assert.InRange(pixel.Blue, blue - Tolerance, blue + Tolerance);
    }

    /// <param name="image">The decoded image.</param>
    /// <param name="quarters">The first letters of the four colours in reading order.</param>
    private static void AssertQuarters(RgbImage image, string quarters = "RGBY")
    {
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var (x, y) = (image.Width * (1 + (2 * (quarter % 2))) / 4, image.Height * (1 + (2 * (quarter / 2))) / 4);
            var (red, green, blue) = quarters[quarter] switch
            {
                'R' => (220, 30, 30),
                'G' => (30, 200, 30),
                'B' => (30, 30, 220),
                _ => (230, 220, 40),
            };
            AssertPixel(image, x, y, red, green, blue);
        }
    }
}
