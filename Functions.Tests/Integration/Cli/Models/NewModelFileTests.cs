using CamFunctions.Cli.Models;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Models;

public sealed class NewModelFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Model => folder.File("model.onnx");

    [Fact]
    public void A_model_replaces_all_files_of_the_one_before()
    {
        Write("weights of the first", amxGraph: "for AMX");
        AssertFiles("model.onnx", "model.onnx.amx", "model.onnx.data");
        Write("weights of the second", amxGraph: null);
        AssertFiles("model.onnx", "model.onnx.data");
        Assert.Equal("weights of the second", File.ReadAllText(ModelFiles.WeightsOf(Model)));
    }

    /// <summary>A folder in the place of the weights stops the second run where a killed one would have stopped.</summary>
    [Fact]
    public void A_run_that_ends_between_the_files_leaves_no_model()
    {
        Write("weights of the first", amxGraph: null);
        File.Delete(ModelFiles.WeightsOf(Model));
        Directory.CreateDirectory(ModelFiles.WeightsOf(Model));
        Assert.ThrowsAny<SystemException>(() => Write("weights of the second", amxGraph: null));
        Assert.False(File.Exists(Model));
    }

    [Fact]
    public async Task A_run_that_was_killed_is_no_obstacle_to_the_next()
    {
        Directory.CreateDirectory(folder.File("model.onnx.making", "scratch"));
        await File.WriteAllTextAsync(folder.File("model.onnx.making", "scratch", "network.onnx"), "half");
        await File.WriteAllTextAsync(ModelFiles.WeightsOf(Model), "weights without a graph");
        await File.WriteAllTextAsync(ModelFiles.AmxGraphOf(Model), "for AMX");
        await EnsureAsync("graph");
        AssertFiles("model.onnx", "model.onnx.lock");
    }

    [Fact]
    public async Task Of_two_that_need_a_model_at_the_same_time_one_makes_it()
    {
        var isHeld = new TaskCompletionSource();
        var first = NewModelFile.EnsureAsync(
            Model,
            async file =>
            {
                await isHeld.Task;
                await File.WriteAllTextAsync(file.TemporaryPath, "first");
                file.Commit();
            },
            CancellationToken.None);
        var second = EnsureAsync("second");
        isHeld.SetResult();
        await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("first", await File.ReadAllTextAsync(Model));
    }

    public void Dispose() => folder.Dispose();

    private Task EnsureAsync(string graph) => NewModelFile.EnsureAsync(
        Model,
        async file =>
        {
            await File.WriteAllTextAsync(file.TemporaryPath, graph);
            file.Commit();
        },
        CancellationToken.None);

    private void Write(string weights, string? amxGraph)
    {
        using var file = new NewModelFile(Model);
        File.WriteAllText(file.TemporaryPath, "graph");
        File.WriteAllText(ModelFiles.WeightsOf(file.TemporaryPath), weights);
        if (amxGraph is not null)
        {
            File.WriteAllText(ModelFiles.AmxGraphOf(file.TemporaryPath), amxGraph);
        }

        file.Commit();
    }

    private void AssertFiles(params string[] names) => Assert.Equal(
        names, Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
