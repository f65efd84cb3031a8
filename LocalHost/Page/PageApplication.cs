using System.Text.Json.Serialization;
using CamFunctions.LocalHost.Http;
using CamFunctions.LocalHost.Images;
using CamFunctions.LocalHost.Page.OpenApi;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Imaging;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Page;

/// <summary>The web server of the local page, which shows images and results in a browser. Only the local host starts it.</summary>
internal static class PageApplication
{
    private const string PortSetting = "PagePort";
    private const int DefaultPort = 7080;

    /// <param name="settings">May set the port; 0 for any free port.</param>
    /// <param name="store">The containers.</param>
    /// <param name="index">The images.</param>
    /// <param name="limits">The pipeline's limits for images, which uploads and thumbnails have, too.</param>
    /// <param name="writeLine">Prints a line to the terminal.</param>
    /// <param name="cancellation">Cancels starting it.</param>
    /// <exception cref="IOException">The configured port is in use.</exception>
    public static Task<WebApplication> StartAsync(
        Settings settings,
        ImageStore store,
        ImageIndex index,
        ImageLimits limits,
        Action<string> writeLine,
        CancellationToken cancellation)
    {
        Task<WebApplication> StartAtAsync(int port) => StartAsync(port, store, index, limits, cancellation);
        return ServerPort.StartAsync(settings, PortSetting, DefaultPort, StartAtAsync, "the page uses", writeLine);
    }

    private static Task<WebApplication> StartAsync(
        int port,
        ImageStore store,
        ImageIndex index,
        ImageLimits limits,
        CancellationToken cancellation)
    {
        var builder = LoopbackServer.CreateBuilder(port, limits.MaxBytes);
        builder.Services.AddSingleton(store).AddSingleton(index).AddSingleton(limits);
        builder.Services.AddSingleton<RecordReader>().AddSingleton<ImageSearch>().AddSingleton<Pictures>();
        builder.Services.AddSingleton<ImagesApi>().AddSingleton<UploadApi>().AddSingleton<PicturesApi>().AddSingleton<EventStream>();
        // So that the guard can say what is wrong with a parameter.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, PageJsonContext.Default);
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        PageDocument.Add(builder.Services);
        var application = builder.Build();
        application.Use(PageGuard.InvokeAsync);
        PageAssets.Map(application);
        MapInterface(application);
        application.MapOpenApi();
        application.Map("{**path}", (HttpRequest request) =>
            PageProblem.Response(StatusCodes.Status404NotFound, $"There is nothing at {request.Path}."));
        return LoopbackServer.StartAsync(application, cancellation);
    }

    private static void MapInterface(WebApplication application)
    {
        // Sent by the guard, whatever the address.
        var routes = application.MapGroup(string.Empty)
            .WithTags("Images")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status502BadGateway);
        application.Services.GetRequiredService<ImagesApi>().Map(routes);
        application.Services.GetRequiredService<UploadApi>().Map(routes);
        application.Services.GetRequiredService<PicturesApi>().Map(routes);
        application.Services.GetRequiredService<EventStream>().Map(routes);
    }
}
