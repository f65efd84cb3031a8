using System.Net;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Requests;

/// <summary>
/// The body of a request that is held back. It is asked for only when the server reads it, because the request says
/// <c>Expect: 100-continue</c>: then the request is in progress.
/// </summary>
internal sealed class HeldImage(byte[] file) : HttpContent
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the server reads the body.</summary>
    public Task Asked => asked.Task;

    /// <summary>A client that waits to be asked however long it takes.</summary>
    public static HttpClient Client(HttpClient other) =>
        new(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = other.BaseAddress };

    public Task<HttpResponseMessage> PostAsync(HttpClient http, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, LocalizeRequest.Path) { Content = this };
        request.Headers.ExpectContinue = true;
        return http.SendAsync(request, cancellation);
    }

    public void Release() => released.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        asked.TrySetResult();
        await released.Task.WaitAsync(cancellationToken);
        await stream.WriteAsync(file, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = file.Length;
        return true;
    }
}
