using System.Text;

namespace CamFunctions.Fuzz.Seeds;

/// <summary>The body of an invocation for an event of a deleted blob, by the Functions host's source.</summary>
internal static class DeletionEvent
{
    public static byte[] Body { get; } = Encoding.UTF8.GetBytes(
        """
        {"Data":{"event":"\"{\\\"eventType\\\":\\\"Microsoft.Storage.BlobDeleted\\\",\\\"data\\\":{\\\"url\\\":\\\"http://a/b/c\\\"}}\""},
        "Metadata":{"data":{"api":"DeleteBlob","blobType":"BlockBlob","url":"http://127.0.0.1:10000/devstoreaccount1/images/a%20b.png"},
        "sys":{"MethodName":"DeleteResults","UtcNow":"2026-01-02T03:04:05.678Z","RandGuid":"8a1c2b3d-0000-0000-0000-000000000000"}}}
        """);
}
