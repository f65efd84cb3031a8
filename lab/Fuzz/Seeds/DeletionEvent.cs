using System.Text;

namespace CamFunctions.Fuzz.Seeds;

/// <summary>The event of a deleted blob, in the Event Grid schema.</summary>
internal static class DeletionEvent
{
    public static byte[] Body { get; } = Encoding.UTF8.GetBytes(
        """
        {"topic":"/subscriptions/x","subject":"/blobServices/default/containers/images/blobs/a b.png","eventType":
        "Microsoft.Storage.BlobDeleted","id":"1","data":{"api":"DeleteBlob","blobType":"BlockBlob",
        "url":"http://127.0.0.1:10000/devstoreaccount1/images/a%20b.png","storageDiagnostics":{"batchId":"1"}},
        "dataVersion":"","metadataVersion":"1","eventTime":"2026-11-30T18:41:00.9584103Z"}
        """);
}
