using System.Text.Json;
using Azure.Storage.Blobs;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill;

/// <summary>
/// Processes the images of events that Event Grid could not deliver. It writes such events into blobs, as arrays in the Event Grid
/// schema. A blob is deleted when all its images are processed.
/// </summary>
internal sealed class DeadLetterJob(BlobContainerClient deadLetters, BlobProcessor processor, BackfillTally tally, Action<string> writeLine)
{
    /// <returns>Whether every blob could be deleted.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var isComplete = true;
        await foreach (var blob in deadLetters.GetBlobsAsync(cancellationToken: cancellation))
        {
            var letter = deadLetters.GetBlobClient(blob.Name);
            var content = await letter.DownloadContentAsync(cancellation);
            if (Addresses(content.Value.Content) is not { } addresses)
            {
                writeLine($"{deadLetters.Name}/{blob.Name}: not an array of events that name blobs; left alone.");
                isComplete = false;
            }
            else if (await ProcessAsync(addresses, cancellation))
            {
                await letter.DeleteIfExistsAsync(cancellationToken: cancellation);
            }
            else
            {
                isComplete = false;
            }
        }

        return isComplete;
    }

    private async Task<bool> ProcessAsync(Uri[] addresses, CancellationToken cancellation)
    {
        var areAllDone = true;
        foreach (var address in addresses)
        {
            try
            {
                var report = await processor.ProcessAsync(new BlobUriBuilder(address), redo: false, cancellation);
                tally.Count(report.Outcome);
                writeLine(report.Sentence);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                areAllDone = false;
                tally.CountFailure();
                writeLine($"{address}: failed: {StorageFault.Summary(fault)}");
            }
        }

        return areAllDone;
    }

    /// <returns><see langword="null"/> if the content is something else.</returns>
    private static Uri[]? Addresses(BinaryData content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return
            [
                .. document.RootElement.EnumerateArray()
                    .Select(one => new Uri(one.GetProperty("data").GetProperty("url").GetString()!)),
            ];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or UriFormatException
            or ArgumentNullException)
        {
            return null;
        }
    }
}
