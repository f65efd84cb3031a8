using CamFunctions.Model.Keras;
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
        var path = isQuantized ? ModelFixture.QuantizedPath : ModelFixture.ModelPath;
        Assert.Equal(new FeatureGrid(16, AveragedEvery: 2, ResNet50.Centre), CamProperties.Read(ModelFile.Read(path), path).Grid);
    }
}
