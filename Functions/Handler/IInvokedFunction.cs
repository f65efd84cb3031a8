using Azure.Storage.Blobs;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Functions.Handler;

/// <summary>A function that the Functions host invokes for a blob, by a POST with JSON.</summary>
internal interface IInvokedFunction
{
    /// <summary>The folder of function.json, and therefore the path of invocations.</summary>
    string Name { get; }

    /// <summary>Reads the address of the blob from an invocation's body.</summary>
    /// <exception cref="UnreadableInvocationException">The body is not what the Functions host sends.</exception>
    Task<BlobUriBuilder> ReadAddressAsync(Stream body, CancellationToken cancellation);

    /// <summary>Any exception makes the host invoke the function again.</summary>
    Task<ImageReport> RunAsync(BlobUriBuilder address, CancellationToken cancellation);
}
