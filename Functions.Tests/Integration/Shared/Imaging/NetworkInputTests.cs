using CamFunctions.Cli.Images;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Shared.Imaging;

public sealed class NetworkInputTests
{
    private static readonly NetworkInputSize Accepted = new(Step: 32, Width: 224, Height: 224, IsFixed: false);

    [Theory]
    [InlineData(".jpg", 1600, 1)]
    [InlineData(".jpg", 500, 1)]
    [InlineData(".jpg", 200, 1)]
    [InlineData(".jpg", 500, 6)]
    [InlineData(".jpg[interlace]", 500, 1)]
    [InlineData(".png", 1600, 1)]
    [InlineData(".png", 500, 1)]
    [InlineData(".png", 1600, 3)]
    [InlineData(".webp", 1600, 1)]
    [InlineData(".tif", 1600, 1)]
    public void The_input_that_is_made_during_decoding_is_the_same_as_one_made_afterwards(string suffix, int overlaySide, int orientation)
    {
        using var photograph = Image.NewFromBuffer(Photographs.Read("china"));
        using var turned = photograph.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", orientation));
        foreach (var geometry in Enum.GetValues<Geometry>())
        {
            var options = new AnalysisOptions { OverlaySide = overlaySide };
            var file = TestImages.Encode(turned, suffix);
            var (decoded, input) = NetworkImages.Decode(file, options, geometry, Accepted);
            var frame = FrameOf(file, geometry);
            Assert.Equal(ImageResizer.ToNetwork(decoded, frame).Pixels, input.Pixels);
            Assert.Equal((frame.Width, frame.Height), (input.Width, input.Height));
        }
    }

    [Fact]
    public void A_large_photograph_is_reduced_as_if_all_of_it_were_in_memory_at_once()
    {
        using var photograph = Image.NewFromBuffer(Photographs.Read("china"));
        using var large = photograph.ThumbnailImage(2000, height: 3000, size: Enums.Size.Force);
        var file = TestImages.Encode(large, ".jpg");
        var options = new AnalysisOptions { OverlaySide = 1600 };
        var whole = ImageDecoder.Decode(file, ImageHeaderReader.Read(file, new ImageLimits()), maximumSide: 3000);
        var (decoded, input) = NetworkImages.Decode(file, options, Geometry.Whole, Accepted);
        Assert.Equal((1067, 1600), (decoded.Width, decoded.Height));
        Assert.Equal(ImageResizer.Within(whole, 1600).Pixels, decoded.Pixels);
        Assert.Equal(ImageResizer.ToNetwork(decoded, FrameOf(file, Geometry.Whole)).Pixels, input.Pixels);
    }

    [Fact]
    public void An_image_that_is_smaller_than_the_input_is_enlarged()
    {
        using var quarters = TestImages.Quarters();
        var decoded = NetworkImages.Decode(TestImages.Encode(quarters, ".png"), new AnalysisOptions(), Geometry.Whole, Accepted);
        Assert.Equal((96, 64), (decoded.Photograph.Width, decoded.Photograph.Height));
        Assert.Equal((384, 256), (decoded.Input.Width, decoded.Input.Height));
    }

    private static NetworkFrame FrameOf(byte[] file, Geometry geometry)
    {
        var header = ImageHeaderReader.Read(file, new ImageLimits());
        return NetworkFraming.Frame(header.Width, header.Height, geometry, new AnalysisOptions().InputSide, Accepted);
    }
}
