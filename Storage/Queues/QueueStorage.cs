using Azure.Storage.Queues;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Storage.Queues;

/// <summary>Connects to the queue service, which only the host uses.</summary>
public static class QueueStorage
{
    /// <summary>The queue to which the blob trigger moves messages that failed too often.</summary>
    public const string Poison = "webjobs-blobtrigger-poison";

    /// <returns><see langword="null"/> if the connection has no queue service.</returns>
    public static QueueServiceClient? Connect(StorageConnection connection)
    {
        // The Functions host encodes its messages in base64.
        var options = StorageConnection.WithRetries(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        return connection switch
        {
            { ConnectionString: { } connectionString } => new QueueServiceClient(connectionString, options),
            { QueueService: { } address } => new QueueServiceClient(address, connection.Credential, options),
            _ => null,
        };
    }
}
