namespace CamFunctions.Model.Import;

/// <summary>The runs that show what a network does with images of different sizes.</summary>
/// <param name="First">At the network's own or a usual size.</param>
/// <param name="Larger">At a larger one; <see langword="null"/> where the network takes only the first.</param>
internal sealed record TrialRuns(TrialRun First, TrialRun? Larger);
