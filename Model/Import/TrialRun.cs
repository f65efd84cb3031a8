namespace CamFunctions.Model.Import;

/// <summary>A network's run on an image of random pixels.</summary>
internal sealed record TrialRun(ProofImage Image, NetworkRun Run);
