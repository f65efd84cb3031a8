using CamFunctions.Shared.Inference;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Quantize;

/// <summary>The command as a process.</summary>
public sealed class QuantizeCommandTests(SmallModelFixture small) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_network_is_quantised_compared_and_its_ranges_serve_again()
    {
        await using var first = await QuantizeAsync(
            Path.Combine("first", "int8.onnx"), "--photographs", Photographs.Folder, "--save-ranges", folder.File("ranges.json"));
        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Contains("photographs not used for the ranges: 2, the same best class on", first.Output, StringComparison.Ordinal);
        using (var model = CamModel.Load(folder.File("first", "int8.onnx"), threads: 1))
        {
            Assert.Equal(Precision.Int8, model.Metadata.Precision);
        }

        await using var second = await QuantizeAsync(Path.Combine("second", "int8.onnx"), "--ranges", folder.File("ranges.json"));
        Assert.True(second.ExitCode == 0, second.Errors);
        Assert.Equal(
            await File.ReadAllBytesAsync(folder.File("first", "int8.onnx")),
            await File.ReadAllBytesAsync(folder.File("second", "int8.onnx")));
    }

    [Theory]
    [InlineData("Give --photographs to measure the ranges")]
    [InlineData("can't be used", "--ranges", "nowhere.json")]
    [InlineData("nowhere does not exist", "--photographs", "nowhere")]
    public async Task What_is_missing_is_named_and_nothing_is_left_behind(string words, params string[] options)
    {
        await using var program = await QuantizeAsync("int8.onnx", options);
        Assert.NotEqual(0, program.ExitCode);
        Assert.Contains(words, program.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    public void Dispose() => folder.Dispose();

    private Task<RunningProgram> QuantizeAsync(string output, params string[] options) =>
        RunningProgram.Cam(
            workingFolder: folder.Path,
            arguments: ["quantize", small.ModelPath, "--out", folder.File(output), .. options]).ExitedAsync();
}
