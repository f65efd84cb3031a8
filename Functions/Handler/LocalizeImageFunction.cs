using Azure.Storage.Blobs;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Functions.Handler;

/// <summary>The function with the blob trigger: writes the overlay and the record of an image.</summary>
internal sealed class LocalizeImageFunction(BlobProcessor processor) : IInvokedFunction
{
    public const string FunctionName = "LocalizeImage";

    public string Name => FunctionName;

    public Task<BlobUriBuilder> ReadAddressAsync(Stream body, CancellationToken cancellation) =>
        InvocationBody.ReadAddressAsync(body, cancellation);

    public Task<ImageReport> RunAsync(BlobUriBuilder address, CancellationToken cancellation) =>
        processor.ProcessAsync(address, redo: false, cancellation);
}
