namespace CamFunctions.Cli.Backfill.App;

/// <summary>The data of an event about a blob. The blob extension reads the address, the ETag and the type of the blob.</summary>
internal sealed record BlobCreatedData(string Api, string Url, string ETag, string BlobType, string? ContentType, long ContentLength);
