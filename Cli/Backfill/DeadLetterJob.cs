using System.Text.Json;
using Azure.Storage.Blobs;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill;

/// <summary>
/// Processes the images of events that Event Grid could not deliver. It writes such events into blobs, as arrays in the Event Grid
/// schema. A blob is deleted when all its images are processed.
/// </summary>
internal sealed class DeadLetterJob(
    BlobContainerClient deadLetters,
    BlobProcessor processor,
    BackfillRequest request,
    BackfillTally tally,
    Action<string> writeLine)
{
    /// <returns>Whether every blob could be deleted.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        // A blob holds one event or many, so the limit is on the images of all of them.
        using var free = new SemaphoreSlim(request.Parallel);
        var kept = 0;
        await Parallel.ForEachAsync(
            deadLetters.GetBlobsAsync(cancellationToken: cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = request.Parallel, CancellationToken = cancellation },
            async (blob, token) =>
            {
                if (!await ReplayAsync(deadLetters.GetBlobClient(blob.Name), free, token))
                {
                    Interlocked.Increment(ref kept);
                }
            });
        return kept == 0;
    }

    /// <returns>Whether the blob could be deleted.</returns>
    private async Task<bool> ReplayAsync(BlobClient letter, SemaphoreSlim free, CancellationToken cancellation)
    {
        var content = await letter.DownloadContentAsync(cancellation);
        if (Addresses(content.Value.Content) is not { } addresses)
        {
            writeLine($"{deadLetters.Name}/{letter.Name}: not an array of events that name blobs; left alone.");
            return false;
        }

        var areDone = await Task.WhenAll(addresses.Select(address => TryAsync(address, free, cancellation)));
        if (!Array.TrueForAll(areDone, isDone => isDone))
        {
            return false;
        }

        await letter.DeleteIfExistsAsync(cancellationToken: cancellation);
        return true;
    }

    private async Task<bool> TryAsync(Uri address, SemaphoreSlim free, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        try
        {
            var report = await processor.ProcessAsync(new BlobUriBuilder(address), request.Force, cancellation);
            tally.Count(report.Outcome);
            writeLine(report.Sentence);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            tally.CountFailure();
            writeLine($"{address}: failed: {StorageError.Summary(exception)}");
            return false;
        }
        finally
        {
            free.Release();
        }
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
        catch (Exception exception) when (
            exception is JsonException or InvalidOperationException or KeyNotFoundException or UriFormatException or ArgumentNullException)
        {
            return null;
        }
    }
}
