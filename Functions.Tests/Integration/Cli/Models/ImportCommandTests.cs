using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Inference;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Models;

public sealed class ImportCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task An_imported_network_runs_in_the_pipeline()
    {
        await File.WriteAllLinesAsync(folder.File("labels.txt"), Enumerable.Range(1, 10).Select(index => $"Klasse {index}, größer"));
        await using var import = await ImportAsync(
            "mobilenet_v2-dynamo20dyn", "--labels", folder.File("labels.txt"), "--preprocess", "torchvision", "--name", "My net",
            "--stride", "8");
        Assert.True(import.ExitCode == 0, import.Errors);
        Assert.Contains("10 classes, from the average of hardtanh_14 with its 1280 feature maps", import.Output, StringComparison.Ordinal);
        Assert.Contains("images of any size, geometry whole, 8 pixels per cell", import.Output, StringComparison.Ordinal);
        Assert.Contains("centre of the first cell: ", import.Output, StringComparison.Ordinal);
        Assert.Contains("maximum difference between mean(M_c) + b_c and logit_c", import.Output, StringComparison.Ordinal);

        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["ModelPath"] = folder.File("my-cam.onnx") };
        string[] arguments = ["localize", Photographs.PathOf("coffee"), "--out", folder.File("out"), "--records"];
        await using var localize = await RunningProgram.Cam(settings, folder.Path, arguments).ExitedAsync();
        Assert.True(localize.ExitCode == 0, localize.Errors);
        Assert.Contains("\"name\":\"My net\"", localize.Output, StringComparison.Ordinal);
        Assert.Contains("\"label\":\"Klasse ", localize.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_with_a_fixed_input_size_sees_the_centre_of_an_image()
    {
        var lines = Enumerable.Range(0, 10).Select(index => $"{index}\tn{index}\tname {index}");
        await File.WriteAllLinesAsync(folder.File("labels.tsv"), ["index\twnid\tname", .. lines]);
        await using var import = await ImportAsync(
            "resnet_bottleneck-dynamo18external",
            "--labels", folder.File("labels.tsv"),
            "--mean", "127.5",
            "--scale", "0.01,0.02,0.03",
            "--channels", "bgr",
            "--licence", "Apache-2.0",
            "--expected", "truth");
        Assert.True(import.ExitCode == 0, import.Errors);
        using var model = CamModel.Load(folder.File("my-cam.onnx"), threads: 1);
        Assert.Equal(new NetworkInputSize(32, 96, 96, IsFixed: true), model.InputSize);
        Assert.Equal(Geometry.Crop, model.Metadata.Geometry);
        Assert.Equal("n3", model.Metadata.Labels[3].WordNetId);
        Assert.Equal("truth", model.Metadata.ExpectedKey);
        Assert.Equal("Apache-2.0", model.Metadata.Licence);
    }

    [Fact]
    public async Task A_network_without_preprocessing_is_refused_at_the_start()
    {
        await File.WriteAllLinesAsync(folder.File("labels.txt"), Enumerable.Range(0, 12).Select(index => $"{index}"));
        await using var import = await ImportAsync("nin-dynamo18", "--labels", folder.File("labels.txt"), "--preprocess", "none");
        Assert.True(import.ExitCode == 0, import.Errors);
        var exception = Assert.Throws<InvalidModelException>(() => CamModel.Load(folder.File("my-cam.onnx"), threads: 1));
        Assert.Contains("it was imported with --preprocess none", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("does not exist", "--labels", "nowhere.txt", "--preprocess", "unit")]
    [InlineData("12 classes, and there are 1000 labels", "--labels", "imagenet", "--preprocess", "unit")]
    [InlineData("either --preprocess with one of torchvision", "--labels", "imagenet")]
    [InlineData("either --preprocess with one of torchvision", "--labels", "imagenet", "--preprocess", "unit", "--mean", "3")]
    [InlineData("There is no preprocessing named caffe", "--labels", "imagenet", "--preprocess", "caffe")]
    [InlineData("--mean 1,2 is not one number, or three", "--labels", "imagenet", "--mean", "1,2")]
    [InlineData("--scale big is not one number, or three", "--labels", "imagenet", "--scale", "big")]
    public async Task Invalid_options_are_explained_and_nothing_is_written(string words, params string[] options)
    {
        await using var import = await ImportAsync("nin-dynamo18", options);
        Assert.Equal(1, import.ExitCode);
        Assert.Contains(words, import.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("one\n\nthree\n", "Line 2 of")]
    [InlineData("0\tn1\tone\n2\tn2\ttwo\n", "must have index 1")]
    public async Task An_invalid_label_file_is_explained(string labels, string words)
    {
        await File.WriteAllTextAsync(folder.File("labels.txt"), labels);
        await using var import = await ImportAsync("nin-dynamo18", "--labels", folder.File("labels.txt"), "--preprocess", "unit");
        Assert.Equal(1, import.ExitCode);
        Assert.Contains(words, import.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private Task<RunningProgram> ImportAsync(string network, params string[] options)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "TestData", "Onnx", $"{network}.onnx");
        return RunningProgram.Cam(arguments: ["import", path, "--out", folder.File("my-cam.onnx"), .. options]).ExitedAsync();
    }
}
