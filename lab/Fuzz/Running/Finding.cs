namespace CamFunctions.Fuzz.Running;

/// <summary>An input that something went wrong with.</summary>
/// <param name="Number">The number of the run.</param>
/// <param name="Trouble">What went wrong.</param>
internal sealed record Finding(long Number, Trouble Trouble);
