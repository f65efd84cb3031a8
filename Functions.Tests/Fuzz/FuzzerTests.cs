using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Fuzz;

/// <summary>The fuzzer itself, on a target that goes wrong in each way that there is.</summary>
public sealed partial class FuzzerTests : IDisposable
{
    /// <summary>The megabytes that count as too many.</summary>
    private static readonly Dictionary<string, string> LowMemory = new(StringComparer.Ordinal) { ["FUZZ_MEMORY_MB"] = "200" };

    private readonly TemporaryFolder folder = new();

    private string Found => folder.File("found");

    [Theory]
    [InlineData("self-test", "fault", "crash", "memory")]
    [InlineData("self-test-hang", "hang")]
    public async Task Each_kind_of_trouble_is_found_and_reduced_to_its_cause(string target, params string[] kinds)
    {
        // Long enough for everything but what never ends.
        var limit = kinds is ["hang"] ? "1" : "10";
        await using var fuzzer = RunningProgram.Fuzz(
            LowMemory, target, "--runs", "30", "--seed", "1", "--hang-seconds", limit, "--out", Found);
        await fuzzer.ExitedAsync();
        Assert.True(fuzzer.ExitCode == 1, fuzzer.Output + fuzzer.Errors);
        Assert.Contains($"{target}: 30 runs", fuzzer.Output, StringComparison.Ordinal);
        Assert.All(kinds, kind => Assert.Equal(kind, File.ReadAllText(FileOf(target, kind)).Trim('.')));
    }

    [Fact]
    public async Task A_finding_is_shown_again()
    {
        var file = folder.File("input");
        await File.WriteAllTextAsync(file, "a fault");
        await using var replay = RunningProgram.Fuzz(environment: null, "replay", "self-test", file);
        await replay.ExitedAsync();
        Assert.Equal(1, replay.ExitCode);
        Assert.Contains("InvalidOperationException: A fault.", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sound_code_gives_no_finding()
    {
        await using var fuzzer = RunningProgram.Fuzz(environment: null, "deletion", "--runs", "1000", "--seed", "2", "--out", Found);
        await fuzzer.ExitedAsync();
        Assert.True(fuzzer.ExitCode == 0, fuzzer.Output + fuzzer.Errors);
        Assert.False(Directory.Exists(Found));
    }

    public void Dispose() => folder.Dispose();

    private string FileOf(string target, string kind) =>
        Assert.Single(Directory.GetFiles(Found, $"{target}-{kind}-*"), path => FoundFile().IsMatch(path));

    [GeneratedRegex("-[0-9a-f]{8}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FoundFile();
}
