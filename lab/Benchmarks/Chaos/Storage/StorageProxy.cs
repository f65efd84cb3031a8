using System.Collections.Concurrent;
using CamFunctions.LocalHost.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CamFunctions.Benchmarks.Chaos.Storage;

/// <summary>
/// Stands between the local host and the emulator, and disturbs requests when it is told to. Signatures stay valid: they are made of the
/// path and of headers that it leaves alone.
/// </summary>
internal sealed class StorageProxy(Uri emulator) : IAsyncDisposable
{
    private const long MaxBodyBytes = 1 << 26;
    private const string RecordsPath = "/predictions/";

    private static readonly string[] OfConnection = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Expect"];

    private readonly ConcurrentQueue<ResponseFault> pending = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });
    private WebApplication? application;
    private volatile string? refused;
    private long requests;
    private long records;
    private long failures;

    /// <summary>Number of requests for anything but a listing.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Number of requests that wrote a record.</summary>
    public long Records => Interlocked.Read(ref records);

    /// <summary>Number of requests that the emulator itself answered with 5xx, or not at all.</summary>
    public long Failures => Interlocked.Read(ref failures);

    public async Task StartAsync(int port)
    {
        var built = LoopbackServer.CreateBuilder(port, MaxBodyBytes).Build();
        built.Run(AnswerAsync);
        application = await LoopbackServer.StartAsync(built, CancellationToken.None);
    }

    /// <summary>Disturbs the next requests.</summary>
    public void Disturb(ResponseFault fault, int count)
    {
        for (var index = 0; index < count; index++)
        {
            pending.Enqueue(fault);
        }
    }

    /// <summary>Refuses all requests for the record of an image, which therefore cannot be processed.</summary>
    /// <param name="image">The image's name; <see langword="null"/> to refuse no more.</param>
    public void RefuseRecordOf(string? image) => refused = image is null ? null : RecordsPath + image;

    /// <summary>Disturbs no further request.</summary>
    public void Calm() => pending.Clear();

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await application.DisposeAsync();
        }

        http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!context.Request.Query.ContainsKey("comp"))
        {
            Interlocked.Increment(ref requests);
        }

        var fault = FaultFor(context.Request);
        if (RefusedAnswer.Of(fault) is { } refusal)
        {
            await refusal.WriteAsync(context.Response);
            return;
        }

        try
        {
            using var response = await ForwardAsync(context.Request, context.RequestAborted);
            await BrokenAnswer.WriteAsync(fault, response, context);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            Interlocked.Increment(ref failures);
            context.Abort();
        }
        catch (OperationCanceledException)
        {
            // Whoever asked has gone.
        }
    }

    private ResponseFault? FaultFor(HttpRequest request)
    {
        if (refused is { } path && request.Path.Value!.Contains(path, StringComparison.Ordinal))
        {
            return ResponseFault.InternalError;
        }

        return pending.TryDequeue(out var next) ? next : null;
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpRequest request, CancellationToken cancellation)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var address = new Uri(
            emulator.GetLeftPart(UriPartial.Authority) + target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
        if (request.ContentLength is not null)
        {
            message.Content = new StreamContent(request.Body);
        }

        foreach (var (name, values) in request.Headers.Where(header => !IsOfConnection(header.Key)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
        Count(request, (int)response.StatusCode);
        return response;
    }

    private static bool IsOfConnection(string name) => OfConnection.Contains(name, StringComparer.OrdinalIgnoreCase);

    private void Count(HttpRequest request, int status)
    {
        if (status >= StatusCodes.Status500InternalServerError)
        {
            Interlocked.Increment(ref failures);
        }
        else if (status == StatusCodes.Status201Created && request.Path.Value!.Contains(RecordsPath, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref records);
        }
    }
}
