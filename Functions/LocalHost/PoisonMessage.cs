namespace CamFunctions.LocalHost;

/// <summary>What the Functions host says of an image that failed too often; property names as it writes them.</summary>
internal sealed record PoisonMessage(string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag);
