using System.Net.Sockets;
using System.Text;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Workstation.Emulator;

namespace CamFunctions.Tests.Workstation.Emulator;

public sealed class AzuriteTests
{
    [Fact]
    public async Task It_ends_by_itself_when_it_is_stopped_although_a_client_keeps_a_connection_open()
    {
        using var data = new TemporaryFolder();
        var storage = StorageConnection.Read(
            TestSettings.Of(("ImageStorage", EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take()))));
        using var client = new TcpClient();
        var azurite = await EmulatedStorage.StartAsync(storage, data.Path, _ => { }, CancellationToken.None);
        await using (azurite)
        {
            await client.ConnectAsync(storage.Blobs.Uri.Host, storage.Blobs.Uri.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: never-finished"));
        }

        Assert.False(azurite.WasKilled);
    }
}
