using System.Text.Json.Nodes;
using CamFunctions.LocalHost.Host;
using CamFunctions.Shared.Configuration;
using CamFunctions.Workstation;

namespace CamFunctions.LocalHost.Http;

/// <summary>
/// The web server for functions with an HTTP trigger and for events of blobs, as that of the Functions host. It asks for no key, like
/// Azure Functions Core Tools, unless one is set for the events.
/// </summary>
internal static class HttpApplication
{
    private const string PortSetting = "HttpPort";

    /// <summary>That of Azure Functions Core Tools.</summary>
    private const int DefaultPort = 7071;

    private const string RoutePrefix = $"{FunctionApp.HostSection}:extensions:http:routePrefix";

    /// <summary>The Functions host's limit of a body, in bytes (FUNCTIONS_REQUEST_BODY_SIZE_LIMIT).</summary>
    private const long MaxBodyBytes = 104_857_600;

    /// <summary>Ignores proxy settings, because the worker is on this machine.</summary>
    private static readonly HttpMessageInvoker Worker =
        new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    /// <param name="settings">May set the port, 0 for any free port, and the key for events.</param>
    /// <param name="host">The host, whose worker is ready.</param>
    /// <param name="app">The worker's app.</param>
    /// <param name="writeLine">Prints a line to the terminal.</param>
    /// <param name="cancellation">Cancels starting it.</param>
    /// <exception cref="IOException">The configured port is in use.</exception>
    public static Task<WebApplication> StartAsync(
        Settings settings, FunctionsHost host, FunctionApp app, Action<string> writeLine, CancellationToken cancellation)
    {
        var webhook = new BlobWebhook(host, WebhookKey.Read(settings));
        Task<WebApplication> StartAtAsync(int port) => StartAsync(port, host, app, webhook, cancellation);
        return ServerPort.StartAsync(settings, PortSetting, DefaultPort, StartAtAsync, "functions over HTTP use", writeLine);
    }

    /// <summary>The path of a function's requests, such as <c>/api/localize</c>; may have parameters in braces.</summary>
    public static string RouteOf(WorkerFunction function, FunctionApp app) =>
        $"/{app.Configuration[RoutePrefix] ?? "api"}/{function.Text("route") ?? function.Name}"
            .Replace("//", "/", StringComparison.Ordinal);

    private static Task<WebApplication> StartAsync(
        int port, FunctionsHost host, FunctionApp app, BlobWebhook webhook, CancellationToken cancellation)
    {
        var application = LoopbackServer.CreateBuilder(port, MaxBodyBytes).Build();
        var functions = host.Functions.Where(function => function.IsHttp);
        foreach (var route in functions.GroupBy(function => RouteOf(function, app), StringComparer.OrdinalIgnoreCase))
        {
            application.Map(route.Key, (RequestDelegate)(context => ForwardAsync(context, host, route)));
        }

        application.MapPost(BlobWebhook.Path, (RequestDelegate)webhook.InvokeAsync);
        return LoopbackServer.StartAsync(application, cancellation);
    }

    private static async Task ForwardAsync(HttpContext context, FunctionsHost host, IEnumerable<WorkerFunction> functions)
    {
        var (request, response) = (context.Request, context.Response);
        if (!RequestOrigin.IsOwn(request))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (functions.FirstOrDefault(function => Accepts(function, request.Method)) is { } function)
        {
            await ForwardAsync(context, host, function);
        }
        else
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static bool Accepts(WorkerFunction function, string method) =>
        function.Trigger["methods"] is not JsonArray { Count: > 0 } methods
        || methods.Any(allowed => string.Equals($"{allowed}", method, StringComparison.OrdinalIgnoreCase));

    private static async Task ForwardAsync(HttpContext context, FunctionsHost host, WorkerFunction function)
    {
        var (request, response, id) = (context.Request, context.Response, Guid.NewGuid());
        try
        {
            await host.InvokeAsync(
                ForwardedRequest.ToInvocation(request, function, id),
                async (worker, limit) =>
                {
                    using var message = ForwardedRequest.To(worker.HttpUri!, request, id);
                    using var answer = await Worker.SendAsync(message, limit);
                    await ForwardedRequest.AnswerAsync(answer, response, limit);
                },
                context.RequestAborted);
        }
        catch (Exception exception) when (
            exception is InvocationFailedException or FunctionAppException or HttpRequestException or IOException && !response.HasStarted)
        {
            // As for every invocation that fails; the reason is in the host's log only.
            response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }
}
