using System.Net;
using System.Net.Sockets;

namespace CamFunctions.Tests.Fixtures;

/// <summary>Finds free ports on this machine.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
