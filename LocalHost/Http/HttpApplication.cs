using CamFunctions.LocalHost.Host;
using CamFunctions.Shared.Configuration;

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

    /// <summary>The Functions host's limit of a body, in bytes (FUNCTIONS_REQUEST_BODY_SIZE_LIMIT).</summary>
    private const long MaxBodyBytes = 104_857_600;

    /// <param name="settings">May set the port, 0 for any free port, and the key for events.</param>
    /// <param name="host">The host with the handler.</param>
    /// <param name="writeLine">Prints a line to the terminal.</param>
    /// <param name="cancellation">Cancels starting it.</param>
    /// <exception cref="IOException">The configured port is in use.</exception>
    public static Task<WebApplication> StartAsync(
        Settings settings,
        FunctionsHost host,
        Action<string> writeLine,
        CancellationToken cancellation)
    {
        var webhook = new BlobWebhook(host, WebhookKey.Read(settings));
        Task<WebApplication> StartAtAsync(int port) => StartAsync(port, host, webhook, cancellation);
        return ServerPort.StartAsync(settings, PortSetting, DefaultPort, StartAtAsync, "functions over HTTP use", writeLine);
    }

    private static Task<WebApplication> StartAsync(
        int port,
        FunctionsHost host,
        BlobWebhook webhook,
        CancellationToken cancellation)
    {
        var application = LoopbackServer.CreateBuilder(port, MaxBodyBytes).Build();
        foreach (var function in host.App.HttpFunctions)
        {
            application.Map(function.Route, (RequestDelegate)(context => ForwardAsync(context, host)));
        }

        application.MapPost(BlobWebhook.Path, (RequestDelegate)webhook.InvokeAsync);
        return LoopbackServer.StartAsync(application, cancellation);
    }

    private static async Task ForwardAsync(HttpContext context, FunctionsHost host)
    {
        if (!RequestOrigin.IsOwn(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        try
        {
            await host.ForwardAsync(
                handler => ForwardedRequest.To(handler, context.Request),
                (message, limit) => ForwardedRequest.AnswerAsync(message, context.Response, limit),
                context.RequestAborted);
        }
        catch (Exception fault) when (fault is InvocationFailedException or HostStoppedException && !context.Response.HasStarted)
        {
            // As for every invocation that fails; what went wrong is in the host's log only.
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }
}
