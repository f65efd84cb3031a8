using System.Text;
using Azure.Storage.Sas;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Samples;

/// <summary>A store with the record of a photograph, whose name needs encoding, and the record of a file that was refused.</summary>
public sealed class FinishedRecords(AzuriteFixture azurite, ModelFixture model) : IAsyncLifetime
{
    internal const string Photograph = "cats/ü & 100%.png";

    internal const string Refused = "notes.txt";

    internal ImageStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Store = await azurite.NewStoreAsync();
        await Store.UploadAsync(Photograph, Photographs.Read("chelsea"));
        await Store.UploadAsync(Refused, Encoding.UTF8.GetBytes("no image"));
        await BlobInvocation.RunAsync(model.Processor(), Store, Photograph);
        await BlobInvocation.RunAsync(model.Processor(), Store, Refused);
    }

    /// <summary>The address of a record, with a signature for reading.</summary>
    internal Uri RecordOf(string image) => Store.Predictions.GetBlobClient(ResultNames.Record(image))
        .GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1));

    /// <summary>The address of the container of records, with a signature for listing and reading.</summary>
    internal Uri Container() => Store.Predictions.GenerateSasUri(
        BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List,
        DateTimeOffset.UtcNow.AddHours(1));

    internal async Task<string> ETagOfAsync(string image) =>
        (await Store.Predictions.GetBlobClient(ResultNames.Record(image)).GetPropertiesAsync()).Value.ETag.ToString("H");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
