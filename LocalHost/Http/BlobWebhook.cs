using System.Security.Cryptography;
using System.Text;
using CamFunctions.LocalHost.Host;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Http;

/// <summary>
/// The webhook to which Event Grid delivers events of blobs. The blob extension's own code answers; unlike in the Functions host, which
/// fails with 500, the answer to a body that is not an array of events is 400.
/// </summary>
/// <param name="host">Has the blob extension.</param>
/// <param name="key">What requests must know; <see langword="null"/> for nothing.</param>
internal sealed class BlobWebhook(FunctionsHost host, string? key)
{
    public const string Path = "/runtime/webhooks/blobs";

    private const string KeyHeader = "x-functions-key";

    public async Task InvokeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!RequestOrigin.IsOwn(request))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (key is not null && !IsRight(key, GivenKey(request)))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            using var message = ForwardedRequest.To(new Uri($"http://{request.Host}"), request);
            using var answer = await host.Triggers.PostEventsAsync(message, context.RequestAborted);
            await ForwardedRequest.AnswerAsync(answer, response, context.RequestAborted);
        }
        catch (Exception exception) when (!StorageError.Is(exception) && !context.RequestAborted.IsCancellationRequested)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>Compares in a time that does not depend on how much of the key is right.</summary>
    private static bool IsRight(string key, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(given));

    private static string GivenKey(HttpRequest request) =>
        request.Headers[KeyHeader].ToString() is { Length: > 0 } header ? header : request.Query["code"].ToString();
}
