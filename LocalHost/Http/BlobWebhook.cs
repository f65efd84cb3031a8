using CamFunctions.LocalHost.Host;

namespace CamFunctions.LocalHost.Http;

/// <summary>
/// The Functions host's webhook for blobs, to which Event Grid delivers its events (HttpRequestProcessor, BlobsExtensionConfigProvider).
/// Unlike the genuine host, which fails with 500, it answers 400 to a body that is no array of events.
/// </summary>
/// <param name="host">Gets the blobs.</param>
/// <param name="key">What requests must know; <see langword="null"/> for nothing.</param>
internal sealed class BlobWebhook(FunctionsHost host, string? key)
{
    public const string Path = "/runtime/webhooks/blobs";

    /// <summary>No page of another site can send it, because browsers would first ask this server.</summary>
    private const string EventTypeHeader = "aeg-event-type";
    private const string KeyHeader = "x-functions-key";

    public async Task InvokeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!RequestOrigin.IsOwn(request))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (key is not null && !WebhookKey.IsRight(key, GivenKey(request)))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var result = request.Headers[EventTypeHeader].ToString().ToUpperInvariant() switch
        {
            "NOTIFICATION" => await QueueAsync(request, context.RequestAborted),
            "SUBSCRIPTIONVALIDATION" => await ValidateAsync(request, context.RequestAborted),
            "UNSUBSCRIBE" => TypedResults.StatusCode(StatusCodes.Status202Accepted),
            _ => TypedResults.StatusCode(StatusCodes.Status400BadRequest),
        };
        await result.ExecuteAsync(context);
    }

    private static string GivenKey(HttpRequest request) =>
        request.Headers[KeyHeader].ToString() is { Length: > 0 } header ? header : request.Query["code"].ToString();

    /// <summary>Events for functions or containers that do not exist are accepted and dropped, as by the genuine host.</summary>
    private async Task<IResult> QueueAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await EventGridRequest.ReadBlobsAsync(request.Body, cancellation) is not { } blobs)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        foreach (var (container, name, eTag) in blobs)
        {
            host.Enqueue(request.Query["functionName"].ToString(), container, name, eTag);
        }

        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>Event Grid delivers events only to who answers with its code.</summary>
    private static async Task<IResult> ValidateAsync(HttpRequest request, CancellationToken cancellation) =>
        await EventGridRequest.ReadValidationCodeAsync(request.Body, cancellation) is { } code
            ? TypedResults.Text(HostJson.Object([("validationResponse", HostJson.Text(code))]))
            : TypedResults.StatusCode(StatusCodes.Status400BadRequest);
}
