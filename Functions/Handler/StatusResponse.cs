namespace CamFunctions.Functions.Handler;

/// <summary>The answer to the host's readiness probe and ping.</summary>
/// <param name="Status">Always "ready", because the model is loaded before the port is bound.</param>
internal sealed record StatusResponse(string Status);
