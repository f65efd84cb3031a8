using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Host;

/// <summary>Invokes a function for a blob. Reads the blob's properties, which the request contains, before each try.</summary>
internal sealed class BlobInvoker(BlobServiceClient blobs, InvocationClient invocations, TimeProvider clock)
{
    /// <returns>The lines for the invocation's log; <see langword="null"/> if the blob is gone and nothing was invoked.</returns>
    /// <exception cref="InvocationFailedException">The try failed.</exception>
    public async Task<IReadOnlyList<string>?> InvokeAsync(BlobFunction function, string blobName, CancellationToken cancellation)
    {
        var blob = blobs.GetBlobContainerClient(function.Container).GetBlobClient(blobName);
        return await ReadPropertiesAsync(blob, cancellation) is { } properties
            ? await invocations.InvokeAsync(Request(function, blob, properties), cancellation)
            : null;
    }

    private static async Task<BlobProperties?> ReadPropertiesAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return await blob.GetPropertiesAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException fault) when (fault.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            throw new InvocationFailedException($"the blob's properties cannot be read: {StorageFault.Summary(fault)}");
        }
    }

    private BlobInvocation Request(BlobFunction function, BlobClient blob, BlobProperties properties) =>
        new(function, blob.Name, blob.Uri, properties, Guid.NewGuid(), clock.GetUtcNow().UtcDateTime, Guid.NewGuid());
}
