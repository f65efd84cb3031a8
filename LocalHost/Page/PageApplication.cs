using CamFunctions.LocalHost.Http;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Configuration;
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
    /// <param name="options">The pipeline's options: its limits are those of uploads, and what it reads has a thumbnail.</param>
    /// <param name="writeLine">Prints a line to the terminal.</param>
    /// <param name="cancellation">Cancels starting it.</param>
    /// <exception cref="IOException">The configured port is in use.</exception>
    public static Task<WebApplication> StartAsync(
        Settings settings,
        ImageStore store,
        ImageIndex index,
        AnalysisOptions options,
        Action<string> writeLine,
        CancellationToken cancellation)
    {
        Task<WebApplication> StartAtAsync(int port) => StartAsync(port, store, index, options, cancellation);
        return ServerPort.StartAsync(settings, PortSetting, DefaultPort, StartAtAsync, "the page uses", writeLine);
    }

    private static Task<WebApplication> StartAsync(
        int port,
        ImageStore store,
        ImageIndex index,
        AnalysisOptions options,
        CancellationToken cancellation)
    {
        var builder = LoopbackServer.CreateBuilder(port, options.MaxBytes);
        builder.Services.AddSingleton(store).AddSingleton(index).AddSingleton(options).AddSingleton(options.Limits);
        builder.Services.AddSingleton<RecordReader>().AddSingleton<Pictures>().AddSingleton<ImagesApi>().AddSingleton<EventStream>();
        var application = builder.Build();
        application.Use(PageGuard.InvokeAsync);
        PageAssets.Map(application);
        application.Services.GetRequiredService<EventStream>().Map(application);
        application.Services.GetRequiredService<ImagesApi>().Map(application);
        return LoopbackServer.StartAsync(application, cancellation);
    }
}
