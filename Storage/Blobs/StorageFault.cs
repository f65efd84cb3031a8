using Azure;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.Storage.Blobs;

/// <summary>Recognises and summarises storage faults thrown by the Azure SDK.</summary>
public static class StorageFault
{
    /// <summary>Whether storage refused a request, or could not be reached in several tries (one exception for all of them).</summary>
    public static bool Is(Exception fault) => FirstTry(fault) is RequestFailedException;

    /// <summary>Whether a blob does not exist, or not even its container.</summary>
    internal static bool IsNotFound(RequestFailedException fault) =>
        fault.ErrorCode == BlobErrorCode.BlobNotFound || fault.ErrorCode == BlobErrorCode.ContainerNotFound;

    /// <summary>The first line of the message; the SDK appends headers and advice about retries.</summary>
    public static string Summary(Exception fault) => FirstTry(fault).Message.Split('\n')[0].TrimEnd();

    /// <summary>The fault of the first try, of which the SDK's exception after several tries contains all.</summary>
    internal static Exception FirstTry(Exception fault) => fault is AggregateException { InnerException: { } first } ? first : fault;
}
