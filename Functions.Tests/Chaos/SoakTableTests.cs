using CamFunctions.Benchmarks.Soak;

namespace CamFunctions.Tests.Chaos;

/// <summary>The judgement at the end of a soak test.</summary>
public sealed class SoakTableTests
{
    private static readonly SoakSample First = new(1000, 160_000_000, 220, 24, 36);

    [Fact]
    public void A_handler_that_stays_as_it_is_passes() =>
        Assert.Empty(SoakTable.Faults(First, First with { MemoryBytes = 175_000_000, Handles = 226 }, isSameWorker: true));

    [Theory]
    [InlineData(177_000_000, 220, 24, true, "memory grew")]
    [InlineData(160_000_000, 230, 24, true, "handles grew")]
    [InlineData(160_000_000, 220, 34, true, "Threads grew")]
    [InlineData(160_000_000, 220, 24, false, "was started again")]
    public void Whatever_grows_is_said(long memory, int handles, int threads, bool isSameWorker, string words)
    {
        var last = First with { MemoryBytes = memory, Handles = handles, Threads = threads };
        Assert.Contains(words, Assert.Single(SoakTable.Faults(First, last, isSameWorker)), StringComparison.Ordinal);
    }
}
