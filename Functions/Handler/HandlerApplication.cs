using System.Net;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CamFunctions.Functions.Handler;

/// <summary>The custom handler: the small web server that the Functions host posts invocations to.</summary>
internal static class HandlerApplication
{
    /// <summary>
    /// Room for the largest image in base64, four characters for three bytes, should a host send the content in spite of
    /// deferred binding. Kestrel's own limit of 30 MB would refuse it.
    /// </summary>
    private const double Base64Expansion = 1.5;

    /// <param name="processor">Loaded before: once the port is bound, the host sends invocations.</param>
    /// <param name="store">The containers.</param>
    /// <param name="port">On 127.0.0.1; 0 uses any free one.</param>
    /// <param name="logging">Where log lines go.</param>
    public static WebApplication Build(ImageProcessor processor, ImageStore store, int port, Action<ILoggingBuilder> logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CamFunctions" });
        logging(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = (long)(processor.Options.MaxBytes * Base64Expansion);
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(processor).AddSingleton(store).AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<BlobProcessor>().AddSingleton<InvocationEndpoint>();
        return MapRoutes(builder.Build());
    }

    private static WebApplication MapRoutes(WebApplication application)
    {
        application.MapGet("/", () => TypedResults.Json(new StatusResponse("ready"), HandlerJsonContext.Default.StatusResponse));
        application.MapPost(
            $"/{InvocationEndpoint.FunctionName}",
            (InvocationEndpoint endpoint, HttpContext context) => endpoint.InvokeAsync(context));
        application.Map("{**path}", (HttpRequest request) => InvocationEndpoint.Fault(
            StatusCodes.Status404NotFound,
            $"There is no function at {request.Path}; the only one is {InvocationEndpoint.FunctionName}."));
        return application;
    }
}
