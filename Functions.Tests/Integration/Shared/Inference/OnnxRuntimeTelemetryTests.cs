using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Inference;

/// <summary>ONNX Runtime would leave an identifier of the machine and a database of events there, and send them.</summary>
public sealed class OnnxRuntimeTelemetryTests
{
    [Fact]
    public async Task A_program_that_runs_a_model_leaves_nothing_in_the_users_home_and_cache()
    {
        using var home = new TemporaryFolder();
        using var cache = new TemporaryFolder();
        using var results = new TemporaryFolder();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = home.Path,
            ["XDG_CACHE_HOME"] = cache.Path,
            ["ORT_DISABLE_TELEMETRY"] = "0",
        };
        await using var program = await RunningProgram.Cam(
            environment,
            workingFolder: null,
            "localize", Path.Combine(Photographs.Folder, "chelsea.png"), "--out", results.Path).ExitedAsync();
        Assert.True(program.ExitCode == 0, program.Output + program.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(home.Path, "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFileSystemEntries(cache.Path, "*", SearchOption.AllDirectories));
    }
}
