namespace CamFunctions.Functions.Handler;

/// <summary>What goes with every status that is not success.</summary>
/// <param name="Error">One sentence.</param>
internal sealed record FaultResponse(string Error);
