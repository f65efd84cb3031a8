using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.Samples.Consumers;

internal static class RecordReader
{
    /// <summary>Reads the record that an event is about.</summary>
    /// <param name="record">The blob at the event's <c>data.url</c>.</param>
    /// <param name="eTag">The event's <c>data.eTag</c>; <see langword="null"/> takes whichever version is there.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <returns><see langword="null"/> if the record was replaced, which another event tells, or deleted: drop the event.</returns>
    public static async Task<FinishedRecord?> ReadAsync(BlobClient record, string? eTag, CancellationToken cancellation = default)
    {
        // Events come with and without quotation marks around it; the client adds them.
        var conditions = eTag is null ? null : new BlobRequestConditions { IfMatch = new ETag(eTag.Trim('"')) };
        try
        {
            var content = await record.DownloadContentAsync(new BlobDownloadOptions { Conditions = conditions }, cancellation);
            return Parse(content.Value.Content);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>Reads all records of a container, page by page.</summary>
    public static async IAsyncEnumerable<FinishedRecord> ReadAllAsync(
        BlobContainerClient container,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellation))
        {
            if (await ReadAsync(container.GetBlobClient(blob.Name), eTag: null, cancellation) is { } record)
            {
                yield return record;
            }
        }
    }

    public static FinishedRecord Parse(BinaryData json)
    {
        var record = json.ToObjectFromJson<FinishedRecord>(JsonSerializerOptions.Web)
            ?? throw new InvalidDataException("The record is null.");
        return record.SchemaVersion.StartsWith("1.", StringComparison.Ordinal)
            ? record
            : throw new InvalidDataException($"The record has schema version {record.SchemaVersion}; this program reads version 1.");
    }
}
