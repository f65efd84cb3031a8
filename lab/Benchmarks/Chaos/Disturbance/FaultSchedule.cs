namespace CamFunctions.Benchmarks.Chaos.Disturbance;

/// <summary>The faults of a run, in an order that depends on the seed only.</summary>
internal static class FaultSchedule
{
    /// <summary>Each kind comes equally often, as far as the number allows.</summary>
    public static IReadOnlyList<FaultKind> Of(int seed, int count)
    {
        var kinds = Enum.GetValues<FaultKind>();
        var random = new Random(seed);
        // Which kinds come once more than others must not depend on their order.
        random.Shuffle(kinds);
        FaultKind[] faults = [.. Enumerable.Range(0, count).Select(index => kinds[index % kinds.Length])];
        random.Shuffle(faults);
        return faults;
    }
}
