using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;

namespace CamFunctions.LocalHost.Host;

/// <summary>
/// A body of unknown length, sent in chunks of a <see cref="StreamWriter"/>'s default buffer size, as in the Functions host.
/// </summary>
internal sealed class InvocationContent : HttpContent
{
    private const int ChunkLength = 1024;

    private readonly string body;

    public InvocationContent(string body)
    {
        this.body = body;
        Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json, Encoding.UTF8.WebName);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(), ChunkLength, leaveOpen: true);
        await writer.WriteAsync(body.AsMemory(), cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
