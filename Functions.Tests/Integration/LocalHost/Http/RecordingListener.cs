using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CamFunctions.Tests.LocalHost.Http;

/// <summary>A socket that records the head of one request byte for byte, and answers it.</summary>
internal sealed class RecordingListener : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public RecordingListener()
    {
        listener.Start();
        Address = new Uri($"http://{listener.LocalEndpoint}/");
    }

    public Uri Address { get; }

    /// <returns>The request line and the headers.</returns>
    public async Task<string> RecordHeadAsync()
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var text = string.Empty;
        var buffer = new byte[4096];
        while (!text.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            text += Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }

        var head = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        var length = int.Parse(head.Split("Content-Length: ")[1].Split("\r\n")[0], System.Globalization.CultureInfo.InvariantCulture);
        for (var missing = length - (text.Length - head.Length - 4); missing > 0;)
        {
            missing -= await stream.ReadAsync(buffer);
        }

        await stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
        return head;
    }

    public void Dispose() => listener.Dispose();
}
