using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Records;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Page;

/// <summary>Reads records, and caches what the gallery shows of each image version.</summary>
internal sealed class RecordReader(ImageStore store)
{
    private const string Unreadable = "The record is not one that this program has written. Delete it, and upload the image again.";

    private readonly ConcurrentDictionary<string, ImageItem> cache = new(StringComparer.Ordinal);

    /// <summary>Returns what the gallery shows of an image.</summary>
    public async Task<ImageItem> DescribeAsync(IndexedImage image, CancellationToken cancellation)
    {
        var item = WithoutRecord(image);
        if (image.State != ImageState.Done)
        {
            return item;
        }

        if (cache.TryGetValue(image.Image.Name, out var cached) && cached.Version == item.Version)
        {
            return cached;
        }

        if (await ReadAsync(image.Image.Name, cancellation) is not { } stored)
        {
            return item;
        }

        return cache[image.Image.Name] = WithRecord(item, stored);
    }

    /// <returns>The stored record; <see langword="null"/> if there is none.</returns>
    public async Task<StoredRecord?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            BlobDownloadResult record = await store.Predictions.GetBlobClient(ResultNames.Record(name)).DownloadContentAsync(cancellation);
            return new StoredRecord(record.Content.ToArray(), Version(record.Details.ETag));
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <summary>Removes an image from the cache, because its record has been rewritten.</summary>
    public void Forget(string name) => cache.TryRemove(name, out _);

    private static ImageItem WithoutRecord(IndexedImage image) => new(
        image.Image.Name,
        image.State switch
        {
            ImageState.Waiting => ListedState.Waiting,
            ImageState.Running => ListedState.Running,
            ImageState.Failed => ListedState.Failed,
            _ => ListedState.Done,
        },
        image.Image.LastModified,
        image.Image.ContentLength,
        Version(image.Image.ETag),
        Overlay: null,
        Label: null,
        Probability: null,
        Error: null);

    private static string Version(ETag tag) => tag.ToString().Trim('"');

    /// <summary>What the gallery shows of an image with this record.</summary>
    internal static ImageItem WithRecord(ImageItem item, StoredRecord stored) => Parse(stored.Content) switch
    {
        null => item with { State = ListedState.Failed, Error = new ImageItem.Refusal("unreadable", Unreadable) },
        { Error: { } error } => item with
        {
            State = ListedState.Refused,
            Error = new ImageItem.Refusal(RecordJson.NameOf(error.Code), error.Message),
        },
        { Predictions: [var best, ..] } => item with
        {
            Overlay = stored.Version,
            Label = best.Label,
            Probability = best.Probability,
        },
        _ => item,
    };

    /// <returns><see langword="null"/> if the blob is not a record that this program reads.</returns>
    internal static PredictionRecord? Parse(byte[] content)
    {
        try
        {
            var record = RecordJson.Read(content);
            return RecordCheck.ProblemOf(record) is null ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
