namespace CamFunctions.Functions.Handler;

/// <summary>
/// What the Functions host posts for a blob. Its <c>Data</c> is not read: with deferred binding it is a stub, and without it the
/// image in base64, which storage gives more cheaply.
/// </summary>
internal sealed record InvocationRequest(InvocationMetadata? Metadata);
