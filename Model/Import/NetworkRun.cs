namespace CamFunctions.Model.Import;

/// <summary>What came of running a foreign network on one image.</summary>
/// <param name="Values">What the values near its outputs are.</param>
/// <param name="Numbers">The numbers of those that may be scores.</param>
internal sealed record NetworkRun(IReadOnlyDictionary<string, ValueFacts> Values, IReadOnlyDictionary<string, float[]> Numbers);
