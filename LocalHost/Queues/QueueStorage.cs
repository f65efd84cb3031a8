using Azure.Storage.Queues;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Queues;

/// <summary>The queue service of a storage connection, which only the host uses.</summary>
public static class QueueStorage
{
    /// <returns><see langword="null"/> where the connection names no queue service.</returns>
    public static QueueServiceClient? Connect(StorageConnection connection)
    {
        // The Functions host writes its messages in base64.
        var options = StorageConnection.WithRetries(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        return connection switch
        {
            { ConnectionString: { } connectionString } => new QueueServiceClient(connectionString, options),
            { QueueService: { } address } => new QueueServiceClient(address, connection.Credential, options),
            _ => null,
        };
    }
}
