using System.Net;
using CamFunctions.Functions.Lifetime;
using CamFunctions.Functions.Requests;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CamFunctions.Functions.Handler;

/// <summary>The custom handler: the small web server that the Functions host posts invocations to.</summary>
internal static class HandlerApplication
{
    /// <summary>
    /// Leaves room for the largest image in base64 (four characters for three bytes), in case a host sends the content despite
    /// deferred binding. Kestrel's default limit of 30 MB would refuse it.
    /// </summary>
    private const double Base64Expansion = 1.5;

    /// <param name="processor">Must be complete before the start: the host sends invocations as soon as the port is bound.</param>
    /// <param name="maxBytes">The size of the largest image.</param>
    /// <param name="store">The containers.</param>
    /// <param name="deletesResults">Whether the results of images that were deleted are deleted, too.</param>
    /// <param name="outageLimit">How long an invocation waits out faults of storage.</param>
    /// <param name="port">The port on 127.0.0.1; 0 for any free port.</param>
    /// <param name="logging">Configures the log providers.</param>
    public static WebApplication Build(
        Task<ImageProcessor> processor,
        long maxBytes,
        ImageStore store,
        bool deletesResults,
        TimeSpan outageLimit,
        int port,
        Action<ILoggingBuilder> logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CamFunctions" });
        logging(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = (long)(maxBytes * Base64Expansion);
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(_ => processor.GetAwaiter().GetResult()).AddSingleton(store).AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services =>
            new OutageBridge(outageLimit, TimeProvider.System, services.GetRequiredService<ILogger<OutageBridge>>()));
        builder.Services.AddSingleton(services => new DeletedImages(
            store, deletesResults, services.GetRequiredService<OutageBridge>(), services.GetRequiredService<ILogger<DeletedImages>>()));
        builder.Services.AddSingleton<LocalizeImageFunction>().AddSingleton<DeleteResultsFunction>();
        builder.Services.AddSingleton<BlobProcessor>().AddSingleton<InvocationDrain>().AddSingleton<InvocationEndpoint>();
        builder.Services.AddSingleton<LocalizeEndpoint>();
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        return MapRoutes(builder.Build());
    }

    private static WebApplication MapRoutes(WebApplication application)
    {
        application.MapGet("/", () => TypedResults.Json(new StatusResponse("ready"), HandlerJsonContext.Default.StatusResponse));
        application.MapPost(
            $"/{LocalizeImageFunction.FunctionName}",
            (InvocationEndpoint endpoint, LocalizeImageFunction function, HttpContext context) => endpoint.InvokeAsync(function, context));
        application.MapPost(
            $"/{DeleteResultsFunction.FunctionName}",
            (InvocationEndpoint endpoint, DeleteResultsFunction function, HttpContext context) => endpoint.InvokeAsync(function, context));
        application.MapPost(
            LocalizeEndpoint.Route,
            (LocalizeEndpoint endpoint, HttpContext context) => endpoint.LocalizeAsync(context));
        application.Map(LocalizeEndpoint.Route, LocalizeEndpoint.RefuseMethod);
        application.Map("{**path}", (HttpRequest request) => InvocationEndpoint.Fault(
            StatusCodes.Status404NotFound,
            $"There is no function at {request.Path}. There are /{LocalizeImageFunction.FunctionName}, " +
            $"/{DeleteResultsFunction.FunctionName} and {LocalizeEndpoint.Route}."));
        return application;
    }
}
