namespace CamFunctions.Shared.Records;

/// <summary>An overlay as the store has it.</summary>
/// <param name="Uri">Its address, or its hash if it is not kept.</param>
/// <param name="ETag">Its version, without quotation marks; <see langword="null"/> if it is not a blob.</param>
/// <param name="LastModified">When it was written; <see langword="null"/> if it is not kept.</param>
public sealed record StoredOverlay(Uri Uri, string? ETag = null, DateTimeOffset? LastModified = null);
