using System.Collections.Concurrent;
using System.Globalization;
using CamFunctions.LocalHost.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CamFunctions.Tests.Cli.Backfill;

/// <summary>An app's front end that is not healthy: overloaded, stopped, moved, or losing what it accepts.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    private readonly ConcurrentQueue<Request> requests = new();
    private readonly int[] statuses;
    private WebApplication? application;

    private AnsweringServer(int[] statuses) => this.statuses = statuses;

    public IReadOnlyList<Request> Requests => [.. requests];

    public Uri Address => new(application!.Urls.Single());

    /// <param name="statuses">The answers in order; the last one is repeated.</param>
    public static async Task<AnsweringServer> StartAsync(params int[] statuses)
    {
        var server = new AnsweringServer(statuses);
        var built = LoopbackServer.CreateBuilder(port: 0, maxBodyBytes: 1 << 20).Build();
        built.MapPost("/runtime/webhooks/blobs", (RequestDelegate)server.AnswerAsync);
        server.application = await LoopbackServer.StartAsync(built, CancellationToken.None);
        return server;
    }

    public async ValueTask DisposeAsync() => await application!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        requests.Enqueue(new Request(context.Request.Headers["aeg-event-type"].ToString(), body, DateTimeOffset.UtcNow));
        context.Response.StatusCode = statuses[Math.Min(requests.Count, statuses.Length) - 1];
        if (context.Response.StatusCode == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }
        else if (context.Response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status307TemporaryRedirect)
        {
            // Back to here, so that whoever follows it is seen in the requests.
            context.Response.Headers.Location = context.Request.Path + context.Request.QueryString;
        }
    }

    internal sealed record Request(string EventType, string Body, DateTimeOffset Time);
}
