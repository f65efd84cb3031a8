using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Storage.Blobs;

/// <summary>An image and its record, as storage shows them without the model.</summary>
/// <param name="Uri">The image's address.</param>
/// <param name="Properties">The image's properties; <see langword="null"/> if it does not exist.</param>
/// <param name="Record">The record's properties; <see langword="null"/> if there is none.</param>
public sealed record StoredImage(Uri Uri, BlobProperties? Properties, BlobProperties? Record)
{
    public ResultState State =>
        Properties is not { } image ? ResultState.Gone
        : Record is { } record && ResultMetadata.IsOf(record, image.ETag) ? ResultState.Recorded
        : ResultState.Open;

    /// <summary>The version of the record; <see langword="null"/> if there is no record, or if its metadata lack the version.</summary>
    public ResultVersion? RecordVersion => Record is { } record ? ResultMetadata.VersionOf(record) : null;
}
