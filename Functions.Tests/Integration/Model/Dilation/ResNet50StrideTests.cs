using CamFunctions.Model.Cam;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Dilation;

/// <summary>The ResNet-50 that the build prepares. That its even cells are those of the original network is in the golden tests.</summary>
public sealed class ResNet50StrideTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_has_16_pixels_per_cell_and_averages_every_second(bool isQuantized)
    {
        var model = ModelFile.Read(isQuantized ? ModelFixture.QuantizedPath : ModelFixture.ModelPath);
        var properties = model.MetadataProps.ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal);
        Assert.Equal(("16", "2"), (properties["cam.stride"], properties["cam.averagedEvery"]));
        Assert.Equal(16, CamMetadata.StrideOf(model));
    }
}
