using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Tests.Storage;

/// <summary>A server that answers every request in the same wrong way.</summary>
internal sealed class FaultyStorage(WebApplication application) : IAsyncDisposable
{
    /// <summary>An account there, with the retries of the storage library itself as often as given.</summary>
    public BlobServiceClient Service(int retries) => new(
        new Uri($"{application.Urls.Single()}/account"),
        new BlobClientOptions { Retry = { MaxRetries = retries, Delay = TimeSpan.Zero } });

    /// <summary>503, and when to come back.</summary>
    public static Task<FaultyStorage> BusyAsync(int retryAfterSeconds) => StartAsync(context =>
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = $"{retryAfterSeconds}";
        return Task.CompletedTask;
    });

    /// <summary>Blobs of a thousand bytes, of which one arrives with each request.</summary>
    public static Task<FaultyStorage> InterruptedAsync() => StartAsync(async context =>
    {
        context.Response.ContentLength = 1000;
        context.Response.Headers.ETag = "\"1\"";
        await context.Response.Body.WriteAsync(new byte[1]);
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task<FaultyStorage> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.Run(answer);
        await application.StartAsync();
        return new FaultyStorage(application);
    }
}
