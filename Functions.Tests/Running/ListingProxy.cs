using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace CamFunctions.Tests.Fixtures;

/// <summary>A transparent proxy in front of Azurite that records the requests for container listings.</summary>
internal sealed partial class ListingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> listings = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Uri target;

    public ListingProxy(Uri target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The paths and queries of all listings.</summary>
    public IReadOnlyList<string> Listings => [.. listings];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            _ = ForwardAsync(client);
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(target.Host, target.Port, stop.Token);
            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream(), Remember),
                CopyAsync(server.GetStream(), client.GetStream(), _ => { }));
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Action<string> look)
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = await from.ReadAsync(buffer, stop.Token)) > 0;)
        {
            look(Encoding.ASCII.GetString(buffer, 0, read));
            await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }
    }

    private void Remember(string text)
    {
        foreach (Match listing in Listing().Matches(text))
        {
            listings.Enqueue(listing.Groups["path"].Value);
        }
    }

    [GeneratedRegex(@"GET (?<path>\S*restype=container&comp=list\S*) HTTP", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listing();
}
