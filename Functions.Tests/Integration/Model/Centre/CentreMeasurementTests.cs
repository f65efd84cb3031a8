using CamFunctions.Cli.Images;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Centre;
using CamFunctions.Model.Keras;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Centre;

/// <summary>Where in the image the evidence of a network's cells is.</summary>
public sealed class CentreMeasurementTests : IDisposable
{
    private const int Stride = 8;
    private const int Looked = 5;

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    [InlineData(1, 3)]
    public void Cells_that_look_at_a_part_of_their_pixels_are_where_that_part_is(int left, int top)
    {
        var measured = CentreMeasurement.Of(Looking(left, top, weight: 1), Images());
        Assert.True(measured.IsMeaningful);
        Assert.Equal(left + (Looked / 2.0), measured.Centre.X, 0.5);
        Assert.Equal(top + (Looked / 2.0), measured.Centre.Y, 0.5);
        Assert.Equal(measured.Centre.X - 4, measured.Displacement(Stride).X);
    }

    [Fact]
    public void Cells_of_a_finer_grid_are_found_as_far_away_as_those_of_the_networks_own()
    {
        var path = Looking(left: 19, top: 19, weight: 1, side: 4 * Stride, averagedEvery: 2);
        var measured = CentreMeasurement.Of(path, Images());
        Assert.Equal(19 + (Looked / 2.0), measured.Centre.X, 0.5);
    }

    [Fact]
    public void Maps_that_do_not_depend_on_the_photograph_say_nothing()
    {
        Assert.False(CentreMeasurement.Of(Looking(0, 0, weight: 0), Images()).IsMeaningful);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_centre_of_the_ResNet_50_is_what_the_samples_give(bool isQuantized)
    {
        var path = isQuantized ? ModelFixture.QuantizedPath : ModelFixture.ModelPath;
        var measured = CentreMeasurement.Of(path, NetworkImages.Read(Photographs.Folder, path));
        Assert.Equal(ResNet50.Centre.X, measured.Centre.X, 0.5);
        Assert.Equal(ResNet50.Centre.Y, measured.Centre.Y, 0.5);
        Assert.Equal(ResNet50.Centre, CamProperties.Read(ModelFile.Read(path), path).Grid.Centre);
    }

    public void Dispose() => folder.Dispose();

    private static NetworkImage[] Images() => [.. NetworkImages.Read(Photographs.Folder, ModelFixture.ModelPath).Take(3)];

    /// <summary>A prepared network whose cells, eight pixels apart, are the mean of five by five of the pixels of a window.</summary>
    private string Looking(int left, int top, float weight, int side = Stride, int averagedEvery = 1)
    {
        var model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "looking" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });
        model.Graph.Input.Add(Values.Declare(CamContract.Image, TensorProto.Types.DataType.Uint8, "height", "width", 3));
        var builder = new GraphBuilder(model.Graph);
        var image = Preprocessing.Presets["unit"].AddTo(builder, CamContract.Image, ImageLayout.ChannelsFirst);
        var window = Enumerable.Range(0, 3 * side * side).Select(index =>
            index % side - left is >= 0 and < Looked && (index / side % side) - top is >= 0 and < Looked ? weight : 0);
        var kernel = builder.Constant("kernel", window.ToArray(), 1, 3, side, side);
        var features = builder.Node("Conv", "features", [image, kernel], GraphBuilder.Attribute("strides", Stride, Stride));
        CamHead.AddTo(
            model.Graph, new Classifier(features, 1, builder.Constant("w", [1f, -1f], 2, 1), builder.Constant("b", [0f, 0f], 2)));
        ClassLabel[] labels = [new(0, null, "bright"), new(1, null, "dark")];
        var grid = new FeatureGrid(Stride, averagedEvery, Centre: null);
        CamProperties.Write(model, new CamMetadata("Looking", grid, Geometry.Whole, Precision.Float32, labels));
        ModelFile.Write(model, folder.File("looking.onnx"));
        return folder.File("looking.onnx");
    }
}
