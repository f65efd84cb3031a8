using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.Cli.Export.Sources;

/// <summary>The records in a blob container.</summary>
/// <param name="container">The container.</param>
/// <param name="prefix">Only records whose names begin with this; empty for all.</param>
internal sealed class ContainerRecords(BlobContainerClient container, string prefix) : IRecordSource
{
    /// <summary>What names the container of the settings on the command line.</summary>
    public const string Word = "container";

    /// <summary>The most that storage lists at once.</summary>
    private const int PageSize = 5_000;

    public string Identity => $"{container.Uri.AbsoluteUri} {prefix}".TrimEnd();

    /// <summary>A record takes its time to arrive, not to be read.</summary>
    public int Readers => 32;

    public int RecordsPerReader => 1;

    public long? Count(CancellationToken cancellation) => null;

    public async IAsyncEnumerable<RecordPage> ListAsync(string? continuation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = container
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation)
            .AsPages(continuation, PageSize);
        await foreach (var page in pages.WithCancellation(cancellation))
        {
            var names = page.Values.Select(blob => blob.Name).Where(name => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
            yield return new RecordPage([.. names], page.ContinuationToken);
        }
    }

    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            BlobDownloadResult record = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
            return record.Content.ToArray();
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }
}
