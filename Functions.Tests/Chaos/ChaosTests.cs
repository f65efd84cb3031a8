using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Chaos;

/// <summary>The chaos test of Functions.Benchmarks, as people run it.</summary>
public sealed class ChaosTests
{
    /// <summary>Forty faults take minutes, so the workflow build.yml asks for them (<c>-explicit only</c>).</summary>
    [Theory]
    [InlineData(40, 14)]
    [InlineData(500, 40, Explicit = true)]
    public async Task Whatever_fails_each_image_has_the_result_of_its_last_version_in_the_end(int images, int faults)
    {
        await using var chaos = RunningProgram.Benchmarks("chaos", "--images", $"{images}", "--faults", $"{faults}", "--seed", "20");
        await Eventually.HoldsAsync("the chaos test ends", () => Task.FromResult(chaos.HasExited), TimeSpan.FromMinutes(15));
        TestContext.Current.TestOutputHelper?.WriteLine(chaos.Output);
        Assert.True(chaos.ExitCode == 0, chaos.Output + chaos.Errors);
        Assert.Contains($"{faults} faults, 0 broken promises", chaos.Output, StringComparison.Ordinal);
    }
}
