namespace CamFunctions.Benchmarks.Chaos;

/// <summary>What a chaos run is asked to do.</summary>
/// <param name="Seed">Chooses images and faults. Times differ from run to run all the same.</param>
/// <param name="Images">Number of different images.</param>
/// <param name="Faults">Number of faults.</param>
/// <param name="Limit">After this time no further fault begins.</param>
internal sealed record ChaosPlan(int Seed, int Images, int Faults, TimeSpan Limit)
{
    /// <summary>The first and the last image of those that are uploaded while a fault happens.</summary>
    public Range ImagesOf(int fault) => (int)((long)Images * fault / Faults)..(int)((long)Images * (fault + 1) / Faults);
}
