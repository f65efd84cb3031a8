using System.Net;

namespace CamFunctions.LocalHost.Http;

/// <summary>A web server for this machine only, with nothing but what is added to it.</summary>
internal static class LoopbackServer
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="maxBodyBytes">Maximum size of a request's body, in bytes.</param>
    public static WebApplicationBuilder CreateBuilder(int port, long maxBodyBytes)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CamFunctions" });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = maxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        return builder;
    }

    /// <summary>Starts an application, and disposes it if that fails.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<WebApplication> StartAsync(WebApplication application, CancellationToken cancellation)
    {
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
