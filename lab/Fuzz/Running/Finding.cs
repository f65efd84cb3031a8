namespace CamFunctions.Fuzz.Running;

/// <summary>An input that something went wrong with.</summary>
/// <param name="Number">The number of the run.</param>
/// <param name="FailureSignature">What went wrong.</param>
internal sealed record Finding(long Number, FailureSignature FailureSignature);
