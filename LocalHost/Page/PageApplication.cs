using CamFunctions.LocalHost.Http;
using CamFunctions.LocalHost.Images;
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
    /// <param name="limits">The pipeline's limits, for uploads and thumbnails.</param>
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
        builder.Services.AddSingleton<RecordReader>().AddSingleton<Pictures>().AddSingleton<ImagesApi>().AddSingleton<EventStream>();
        var application = builder.Build();
        application.Use(PageGuard.InvokeAsync);
        PageAssets.Map(application);
        application.Services.GetRequiredService<EventStream>().Map(application);
        application.Services.GetRequiredService<ImagesApi>().Map(application);
        return LoopbackServer.StartAsync(application, cancellation);
    }
}
