using Azure;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.Storage.Blobs;

/// <summary>Recognises and summarises storage errors that the Azure SDK throws.</summary>
public static class StorageError
{
    /// <summary>Whether storage refused a request, or could not be reached in several tries (one exception for all of them).</summary>
    public static bool Is(Exception exception) => FirstTry(exception) is RequestFailedException;

    /// <summary>Whether a blob does not exist, or not even its container.</summary>
    internal static bool IsNotFound(RequestFailedException exception) =>
        exception.ErrorCode == BlobErrorCode.BlobNotFound || exception.ErrorCode == BlobErrorCode.ContainerNotFound;

    /// <summary>The first line of the message; the SDK appends headers and advice about retries.</summary>
    public static string Summary(Exception exception) => FirstTry(exception).Message.Split('\n')[0].TrimEnd();

    /// <summary>The exception of the first attempt: after several attempts the SDK's exception contains all of them.</summary>
    internal static Exception FirstTry(Exception exception) =>
        exception is AggregateException { InnerException: { } first } ? first : exception;
}
