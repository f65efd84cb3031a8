namespace CamFunctions.Functions.Handler;

/// <summary>The answer to the host's readiness probe and ping.</summary>
/// <param name="Status">Always "ready": the port is bound only when the model is loaded.</param>
internal sealed record StatusResponse(string Status);
