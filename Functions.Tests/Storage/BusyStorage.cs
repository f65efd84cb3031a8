using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Tests.Storage;

/// <summary>A server that answers every request with 503 and says when to come back.</summary>
internal sealed class BusyStorage(WebApplication application) : IAsyncDisposable
{
    /// <summary>A container there. Requests are not repeated by the storage library.</summary>
    public BlobContainerClient Container => new(
        new Uri($"{application.Urls.Single()}/account/container"), new BlobClientOptions { Retry = { MaxRetries = 0 } });

    public static async Task<BusyStorage> StartAsync(int retryAfterSeconds)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = $"{retryAfterSeconds}";
            return Task.CompletedTask;
        });
        await application.StartAsync();
        return new BusyStorage(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
