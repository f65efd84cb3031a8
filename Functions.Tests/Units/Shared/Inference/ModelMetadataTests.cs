using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Inference;

namespace CamFunctions.Tests.Shared.Inference;

public sealed class ModelMetadataTests
{
    private static readonly Dictionary<string, string> Complete = new(StringComparer.Ordinal)
    {
        ["cam.contract"] = "1",
        ["cam.name"] = "Net",
        ["cam.stride"] = "16",
        ["cam.geometry"] = "crop",
        ["cam.labels"] = "0\tn01\tone, first\n1\t\ttwo",
    };

    [Fact]
    public void Properties_are_read()
    {
        var metadata = ModelMetadata.Parse(Complete, "m.onnx");
        var grid = new FeatureGrid(16, AveragedEvery: 1, Centre: null);
        Assert.Equal(("Net", grid, Geometry.Crop), (metadata.Name, metadata.Grid, metadata.Geometry));
        Assert.Equal([new(0, "n01", "one, first"), new(1, null, "two")], metadata.Labels);
        Assert.Equal("one", metadata.Labels[0].Name);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("not stated", null)]
    [InlineData("MIT", "MIT")]
    public void A_licence_that_the_import_was_not_told_is_none(string? property, string? licence)
    {
        var properties = new Dictionary<string, string>(Complete, StringComparer.Ordinal);
        if (property is not null)
        {
            properties["cam.licence"] = property;
        }

        Assert.Equal(licence, ModelMetadata.Parse(properties, "m.onnx").Licence);
    }

    [Fact]
    public void The_grid_of_a_halved_stride_has_a_measured_centre_and_inputs_of_whole_original_strides()
    {
        var properties = new Dictionary<string, string>(Complete, StringComparer.Ordinal)
        {
            ["cam.averagedEvery"] = "2",
            ["cam.centre"] = "7.25 -3",
        };
        var grid = ModelMetadata.Parse(properties, "m.onnx").Grid;
        Assert.Equal((32, new CellGrid(16, 16, 7.25, -3)), (grid.InputStep, grid.Cells));
    }

    [Theory]
    [InlineData("cam.contract", "2")]
    [InlineData("cam.stride", "0")]
    [InlineData("cam.stride", "many")]
    [InlineData("cam.averagedEvery", "0")]
    [InlineData("cam.centre", "7")]
    [InlineData("cam.centre", "7 NaN")]
    [InlineData("cam.geometry", "round")]
    [InlineData("cam.precision", "half")]
    [InlineData("cam.labels", "only a name")]
    public void An_invalid_property_is_named(string key, string value)
    {
        var properties = new Dictionary<string, string>(Complete, StringComparer.Ordinal) { [key] = value };
        var fault = Assert.Throws<InvalidModelException>(() => ModelMetadata.Parse(properties, "m.onnx"));
        Assert.Contains(key["cam.".Length..], fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_a_model_without_properties_names_the_commands_that_prepare_one()
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        var fault = Assert.Throws<InvalidModelException>(() => ModelMetadata.Parse(properties, "m.onnx"));
        Assert.Equal(
            "The model file m.onnx has no metadata property cam.contract. " +
            "Prepare it with this version's 'cam prepare' or 'cam import'.",
            fault.Message);
    }
}
