namespace CamFunctions.Functions.Handler;

/// <summary>
/// What the Functions host posts for a blob. Its <c>Data</c> is not used: with deferred binding it is a stub, and otherwise the
/// image in base64, which is more expensive than reading it from storage.
/// </summary>
internal sealed record InvocationRequest(InvocationMetadata? Metadata);
