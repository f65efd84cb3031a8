using Azure;

namespace CamFunctions.Storage.Blobs;

/// <summary>Faults of storage, as the Azure SDK throws them.</summary>
public static class StorageFault
{
    /// <summary>Refused by storage, or not reached in several tries, which the SDK reports as one fault.</summary>
    public static bool Is(Exception fault) => fault is RequestFailedException or AggregateException { InnerException: RequestFailedException };

    /// <summary>What is wrong, in a line; the SDK's messages go on with headers and advice on retries.</summary>
    public static string Line(Exception fault) => (fault is AggregateException { InnerException: { } first } ? first : fault).Message.Split('\n')[0].TrimEnd();
}
