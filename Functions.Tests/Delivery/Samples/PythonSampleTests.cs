using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Samples;

/// <summary>The consumer in Python, which needs no package.</summary>
public sealed class PythonSampleTests(FinishedRecords records) : IClassFixture<FinishedRecords>
{
    [Fact]
    public async Task It_prints_a_record_and_drops_an_event_about_a_replaced_one()
    {
        var record = records.RecordOf(FinishedRecords.Photograph).AbsoluteUri;
        var eTag = await records.ETagOfAsync(FinishedRecords.Photograph);
        Assert.StartsWith($"{FinishedRecords.Photograph}: Egyptian cat ", await OutputAsync(record, eTag), StringComparison.Ordinal);
        Assert.Equal("The record was replaced or deleted.", await OutputAsync(record, "0x8D000"));
    }

    [Fact]
    public async Task It_prints_all_records_of_a_container()
    {
        var lines = (await OutputAsync(records.Container().AbsoluteUri)).Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"{FinishedRecords.Photograph}: Egyptian cat ", lines[0], StringComparison.Ordinal);
        Assert.Equal($"{FinishedRecords.Refused}: refused (unsupportedFormat)", lines[1]);
    }

    private static async Task<string> OutputAsync(params string[] arguments)
    {
        Assert.SkipUnless(ProgramsOnPath.Has("python3"), "python3 is not installed (apt-get install python3).");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PYTHONIOENCODING"] = "utf-8" };
        await using var run = await RunningProgram.Executable(
            ProgramsOnPath.Find("python3")!, environment, workingFolder: null, [SampleFile.PathOf("read_records.py"), .. arguments])
            .ExitedAsync();
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors));
        return run.Output;
    }
}
