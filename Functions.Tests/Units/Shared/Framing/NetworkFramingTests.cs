using CamFunctions.Shared.Framing;

namespace CamFunctions.Tests.Shared.Framing;

public sealed class NetworkFramingTests
{
    private static readonly NetworkInputSize ResNet = new(Step: 32, Width: 224, Height: 224, IsFixed: false);

    [Theory]
    [InlineData(512, 512, 320, 320)]
    [InlineData(451, 300, 384, 256)]
    [InlineData(640, 427, 384, 256)]
    [InlineData(427, 640, 256, 384)]
    [InlineData(1, 1, 320, 320)]
    [InlineData(6000, 60, 3200, 32)]
    public void Whole_keeps_the_aspect_ratio_at_about_the_given_area(int width, int height, int networkWidth, int networkHeight)
    {
        var frame = NetworkFraming.Frame(width, height, Geometry.Whole, inputSide: 320, ResNet);
        Assert.Equal((networkWidth, networkHeight), (frame.Width, frame.Height));
        Assert.Equal((0, 0, networkWidth, networkHeight), (frame.Left, frame.Top, frame.ResizedWidth, frame.ResizedHeight));
    }

    [Theory]
    [InlineData(65_000, 1)]
    [InlineData(1, 65_000)]
    [InlineData(50_000_000, 1)]
    public void Whole_never_exceeds_the_given_area_however_long_the_image(int width, int height)
    {
        var frame = NetworkFraming.Frame(width, height, Geometry.Whole, inputSide: 320, ResNet);
        Assert.True(frame.Width * frame.Height <= 320 * 320, $"{frame.Width} x {frame.Height}");
    }

    [Fact]
    public void Crop_takes_the_centre_of_an_image_whose_shorter_side_is_256()
    {
        var frame = NetworkFraming.Frame(512, 256, Geometry.Crop, inputSide: 320, ResNet);
        Assert.Equal(new NetworkFrame(512, 256, 512, 256, 144, 16, 224, 224), frame);
    }

    [Fact]
    public void Stretch_takes_the_whole_image_regardless_of_aspect_ratio() =>
        Assert.Equal(
            new NetworkFrame(500, 100, 224, 224, 0, 0, 224, 224),
            NetworkFraming.Frame(500, 100, Geometry.Stretch, inputSide: 320, ResNet));

    [Theory]
    [InlineData(Geometry.Whole)]
    [InlineData(Geometry.Crop)]
    [InlineData(Geometry.Stretch)]
    public void Mapping_back_to_the_image_is_the_inverse_of_mapping_to_the_network(Geometry geometry)
    {
        var frame = NetworkFraming.Frame(1234, 567, geometry, inputSide: 320, ResNet);
        Assert.Equal(321.5, frame.ToImageX(frame.ToNetworkX(321.5)), precision: 9);
        Assert.Equal(123.25, frame.ToImageY(frame.ToNetworkY(123.25)), precision: 9);
    }

    [Theory]
    [InlineData(4000, 3000, 1600)]
    [InlineData(300, 200, 1600)]
    [InlineData(16_000, 400, 8960)]
    public void An_image_is_decoded_no_smaller_than_overlay_and_network_need(int width, int height, int side) =>
        Assert.Equal(side, NetworkFraming.Frame(width, height, Geometry.Stretch, inputSide: 320, ResNet).DecodingSide(overlaySide: 1600));
}
