using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>A socket that records one chunked request byte for byte, and answers it.</summary>
internal sealed class RecordingListener : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public RecordingListener()
    {
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public Uri Address { get; }

    /// <returns>Request line and headers, and the chunks.</returns>
    public async Task<(string Head, IReadOnlyList<byte[]> Chunks)> RecordAsync()
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        while (!Encoding.Latin1.GetString([.. bytes]).EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer);
            Assert.NotEqual(0, count);
            bytes.AddRange(buffer[..count]);
        }

        await stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
        return Split([.. bytes]);
    }

    public void Dispose() => listener.Dispose();

    private static (string Head, IReadOnlyList<byte[]> Chunks) Split(byte[] request)
    {
        var end = request.AsSpan().IndexOf("\r\n\r\n"u8);
        var chunks = new List<byte[]>();
        var rest = request.AsSpan(end + 4);
        while (true)
        {
            var line = rest.IndexOf("\r\n"u8);
            var length = int.Parse(Encoding.ASCII.GetString(rest[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                return (Encoding.ASCII.GetString(request, 0, end), chunks);
            }

            chunks.Add(rest.Slice(line + 2, length).ToArray());
            rest = rest[(line + 2 + length + 2)..];
        }
    }
}
