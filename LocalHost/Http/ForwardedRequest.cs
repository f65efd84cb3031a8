using CamFunctions.LocalHost.Host;

namespace CamFunctions.LocalHost.Http;

/// <summary>
/// A request as the Functions host forwards it (DefaultHttpProxyService): with the same method, path, query, headers and body, the
/// invocation's identifier, and where it came from.
/// </summary>
internal static class ForwardedRequest
{
    private const string InvocationHeader = "x-ms-invocation-id";

    /// <summary>About one connection only; each client and server sets its own.</summary>
    private static readonly string[] OfConnection = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Expect"];

    public static HttpRequestMessage To(Uri worker, HttpRequest request, Guid invocationId)
    {
        var message = To(worker, request);
        message.Headers.Add(InvocationHeader, invocationId.ToString());
        message.Headers.Add("X-Forwarded-For", $"{request.HttpContext.Connection.RemoteIpAddress}");
        message.Headers.Add("X-Forwarded-Host", request.Host.Value);
        message.Headers.Add("X-Forwarded-Proto", request.Scheme);
        return message;
    }

    /// <summary>The invocation beside the forwarded request, which has the content.</summary>
    public static InvocationRequest ToInvocation(HttpRequest request, WorkerFunction function, Guid invocationId)
    {
        var query = request.Query.ToDictionary(value => value.Key, value => value.Value.ToString(), StringComparer.Ordinal);
        var headers = request.Headers.ToDictionary(value => value.Key, value => value.Value.ToString(), StringComparer.Ordinal);
        IEnumerable<KeyValuePair<string, object>> bindingData =
        [
            .. query.Where(value => value.Key != "code").Select(value => KeyValuePair.Create(value.Key, (object)value.Value)),
            .. request.RouteValues.Select(value => KeyValuePair.Create(value.Key, (object)$"{value.Value}")),
            new("Query", query),
            new("Headers", headers),
        ];
        return InvocationMessage.Create(function, invocationId, new RpcHttp(), bindingData);
    }

    public static HttpRequestMessage To(Uri server, HttpRequest request)
    {
        var message = new HttpRequestMessage(
            new HttpMethod(request.Method),
            new Uri(server, $"{request.PathBase}{request.Path.ToUriComponent()}{request.QueryString}"))
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
