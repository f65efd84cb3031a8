using System.Globalization;
using System.Net;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.Storage.Blobs;

/// <summary>Recognises faults that pass by themselves, so that the same work succeeds later.</summary>
internal static class TransientFault
{
    /// <summary>Azure Storage sends it in seconds, with 429 and 503.</summary>
    private const string RetryAfterHeader = "Retry-After";

    /// <summary>
    /// Storage that is unreachable, overloaded or down, an interrupted transfer, and an identity that has no token or no role yet: after a
    /// deployment it takes minutes until a role assignment is known everywhere.
    /// </summary>
    public static bool Is(Exception exception) => exception switch
    {
        // After several tries of the SDK: what went wrong in the first one.
        AggregateException { InnerException: { } first } => Is(first),
        RequestFailedException failed => IsTransient(failed),
        // The SDK's own limit for one request; an invocation that was cancelled is not asked here.
        OperationCanceledException => true,
        IOException or HttpRequestException or AuthenticationFailedException => true,
        _ => false,
    };

    /// <summary>How long storage asks to wait, if it does.</summary>
    public static TimeSpan? RetryAfter(Exception exception) =>
        (StorageError.FirstTry(exception) as RequestFailedException)?.GetRawResponse()?.Headers
            .TryGetValue(RetryAfterHeader, out var text) == true
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static bool IsTransient(RequestFailedException exception) =>
        exception.Status is 0 or (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or >= 500 ||
        exception.Status is (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden ||
        exception.ErrorCode == BlobErrorCode.ContainerBeingDeleted;
}
