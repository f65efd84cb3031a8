// dotnet run -- URL [ETAG]
// URL is a record or a container of records: with a shared access signature, or read with the credentials of 'az login'.
// ETAG is data.eTag of an event.
using Azure.Identity;
using Azure.Storage.Blobs;
using CamFunctions.Samples.Consumers;

if (args is not [var url, ..])
{
    Console.Error.WriteLine("Name a record or a container of records: dotnet run -- URL [ETAG]");
    return 1;
}

var address = new Uri(url);
var isSigned = address.Query.Contains("sig=", StringComparison.Ordinal);
if (new BlobUriBuilder(address).BlobName.Length > 0)
{
    var blob = isSigned ? new BlobClient(address) : new BlobClient(address, new DefaultAzureCredential());
    Console.WriteLine((await RecordReader.ReadAsync(blob, args.ElementAtOrDefault(1)))?.Summary ?? "The record was replaced or deleted.");
    return 0;
}

var container = isSigned ? new BlobContainerClient(address) : new BlobContainerClient(address, new DefaultAzureCredential());
await foreach (var record in RecordReader.ReadAllAsync(container))
{
    Console.WriteLine(record.Summary);
}

return 0;
