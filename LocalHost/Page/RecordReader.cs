using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Records;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Page;

/// <summary>Reads records, and remembers of each version of an image what the gallery shows.</summary>
internal sealed class RecordReader(ImageStore store)
{
    private readonly ConcurrentDictionary<string, ImageItem> known = new(StringComparer.Ordinal);

    /// <summary>An image for the gallery.</summary>
    public async Task<ImageItem> DescribeAsync(IndexedImage image, CancellationToken cancellation)
    {
        var item = Unknown(image);
        if (image.State != ImageState.Done)
        {
            return item;
        }

        if (known.TryGetValue(image.Image.Name, out var before) && before.Version == item.Version)
        {
            return before;
        }

        if (await ReadAsync(image.Image.Name, cancellation) is not { } content)
        {
            return item;
        }

        return known[image.Image.Name] = Known(item, RecordJson.Read(content));
    }

    /// <summary>A record as it is stored; <see langword="null"/> where there is none.</summary>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            BlobDownloadResult record = await store.Predictions.GetBlobClient(ResultNames.Record(name)).DownloadContentAsync(cancellation);
            return record.Content.ToArray();
        }
        catch (RequestFailedException fault) when (fault.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <summary>Forgets what was said of an image: its record has been written anew.</summary>
    public void Forget(string name) => known.TryRemove(name, out _);

    private static ImageItem Unknown(IndexedImage image) => new(
        image.Image.Name,
        image.State.ToString().ToLowerInvariant(),
        image.Image.LastModified,
        image.Image.ContentLength,
        image.Image.ETag.ToString().Trim('"'),
        Label: null,
        Probability: null,
        Error: null);

    private static ImageItem Known(ImageItem item, PredictionRecord record) => record is { Error: { } error }
        ? item with { State = "refused", Error = new ImageItem.Refusal(JsonNamingPolicy.CamelCase.ConvertName(error.Code.ToString()), error.Message) }
        : item with { Label = record.Predictions![0].Label, Probability = record.Predictions[0].Probability };
}
