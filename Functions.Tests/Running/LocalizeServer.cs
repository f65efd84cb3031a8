using CamFunctions.Functions;
using CamFunctions.Functions.Lifetime;
using CamFunctions.Shared.Processing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CamFunctions.Tests.Fixtures;

/// <summary>The function over HTTP behind a web server of ASP.NET Core, as in the worker, and the drain of all invocations.</summary>
internal sealed class LocalizeServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private LocalizeServer(WebApplication application, InvocationDrain drain)
    {
        this.application = application;
        Drain = drain;
        Http = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public InvocationDrain Drain { get; }

    public static async Task<LocalizeServer> StartAsync(ImageProcessor processor)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var drain = new InvocationDrain();
        var function = new LocalizeOverHttp(processor, drain, TimeProvider.System, NullLogger<LocalizeOverHttp>.Instance);
        server.Map(
            "/api/localize",
            async (HttpContext context) =>
                await (await function.RunAsync(context.Request, CancellationToken.None)).ExecuteAsync(context));
        await server.StartAsync();
        return new LocalizeServer(server, drain);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await application.DisposeAsync();
        Drain.Dispose();
    }
}
