using Azure.Storage.Blobs;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Functions.Handler;

/// <summary>The function with the Event Grid trigger: deletes the results of an image that was deleted.</summary>
internal sealed class DeleteResultsFunction(DeletedImages images) : IInvokedFunction
{
    public const string FunctionName = "DeleteResults";

    public string Name => FunctionName;

    public Task<BlobUriBuilder> ReadAddressAsync(Stream body, CancellationToken cancellation) =>
        EventBody.ReadAddressAsync(body, cancellation);

    public Task<ImageReport> RunAsync(BlobUriBuilder address, CancellationToken cancellation) =>
        images.ProcessAsync(address, cancellation);
}
