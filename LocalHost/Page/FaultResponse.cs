namespace CamFunctions.LocalHost.Page;

/// <summary>The body of every error response.</summary>
/// <param name="Error">What is wrong, in one sentence.</param>
internal sealed record FaultResponse(string Error);
