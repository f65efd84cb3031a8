using System.Net;
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
    public static async Task<WebApplication> StartAsync(
        Settings settings,
        ImageStore store,
        ImageIndex index,
        ImageLimits limits,
        Action<string> writeLine,
        CancellationToken cancellation)
    {
        var port = (int)settings.WholeNumber(PortSetting, DefaultPort, 0, 65535);
        try
        {
            return await StartAsync(port, store, index, limits, cancellation);
        }
        catch (IOException) when (settings.Text(PortSetting) is null)
        {
            writeLine($"Port {DefaultPort} is in use, so the page uses another one. Set {PortSetting} to choose a port.");
            return await StartAsync(port: 0, store, index, limits, cancellation);
        }
    }

    private static async Task<WebApplication> StartAsync(
        int port,
        ImageStore store,
        ImageIndex index,
        ImageLimits limits,
        CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CamFunctions" });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = limits.MaxBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddSingleton(store).AddSingleton(index).AddSingleton(limits);
        builder.Services.AddSingleton<RecordReader>().AddSingleton<Pictures>().AddSingleton<ImagesApi>().AddSingleton<EventStream>();
        var application = builder.Build();
        application.Use(PageGuard.InvokeAsync);
        PageAssets.Map(application);
        application.Services.GetRequiredService<EventStream>().Map(application);
        application.Services.GetRequiredService<ImagesApi>().Map(application);
        try
        {
            await application.StartAsync(cancellation);
            return application;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }
}
