using CamFunctions.LocalHost.Host;

namespace CamFunctions.LocalHost.Http;

/// <summary>
/// A request as the Functions host forwards it (DefaultHttpWorkerService.ProcessHttpInAndOutInvocationRequest): with the same method,
/// path, query, headers and body, and the host's own headers.
/// </summary>
internal static class ForwardedRequest
{
    /// <summary>About one connection only; each client and server sets its own.</summary>
    private static readonly string[] OfConnection = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Expect"];

    public static HttpRequestMessage To(Uri handler, HttpRequest request)
    {
        var message = new HttpRequestMessage(
            new HttpMethod(request.Method),
            new Uri(handler, $"{request.PathBase}{request.Path.ToUriComponent()}{request.QueryString}"))
        {
            Content = new StreamContent(request.Body),
        };
        foreach (var (name, values) in request.Headers.Where(header => !IsOfConnection(header.Key)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                message.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        HostHeaders.AddTo(message, Guid.NewGuid());
        return message;
    }

    public static async Task AnswerAsync(HttpResponseMessage message, HttpResponse response, CancellationToken cancellation)
    {
        response.StatusCode = (int)message.StatusCode;
        foreach (var (name, values) in message.Headers.Concat(message.Content.Headers).Where(header => !IsOfConnection(header.Key)))
        {
            response.Headers[name] = values.ToArray();
        }

        await message.Content.CopyToAsync(response.Body, cancellation);
    }

    private static bool IsOfConnection(string name) => OfConnection.Contains(name, StringComparer.OrdinalIgnoreCase);
}
