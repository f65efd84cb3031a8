using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using CamFunctions.Functions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions;

/// <summary>Only the configured account is contacted, at any address that an event names.</summary>
public sealed class ForeignAddressTests(SmallModelFixture small, AzuriteFixture azurite) : IDisposable
{
    private const string Image = "cat.png";

    private readonly TcpListener elsewhere = Listening();

    [Theory]
    [InlineData(nameof(LocalizeImage))]
    [InlineData(nameof(DeleteResults))]
    public async Task A_blob_at_another_address_is_looked_for_in_the_configured_account(string function)
    {
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(small.Processor(), store, deletesResults: true);
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        var foreign = new BlobUriBuilder(store.Images.GetBlobClient(Image).Uri) { Port = Port }.ToUri();

        await CallAsync(functions, function, foreign);

        Assert.False(elsewhere.Pending(), "Somebody has connected to the foreign address.");
        Assert.Equal(function == nameof(LocalizeImage), await store.HasRecordAsync(Image));
    }

    [Theory]
    [InlineData("http://169.254.169.254/metadata/identity/oauth2/token")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://user:password@127.0.0.1:{0}/devstoreaccount1/images/cat.png?comp=list")]
    public async Task An_address_that_is_no_image_of_the_account_is_left_alone(string address)
    {
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(small.Processor(), store, deletesResults: true);
        var uri = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, Port));

        Assert.Contains("left alone", await functions.DeleteAsync(uri), StringComparison.Ordinal);
        Assert.False(elsewhere.Pending(), "Somebody has connected to the foreign address.");
        Assert.Equal(0, await store.Predictions.CountAsync());
    }

    [Theory]
    [InlineData(nameof(LocalizeImage))]
    [InlineData(nameof(DeleteResults))]
    public async Task A_name_that_climbs_out_of_the_container_reads_writes_and_deletes_nothing(string function)
    {
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(small.Processor(), store, deletesResults: true);
        await store.Overlays.GetBlobClient(Image).UploadAsync(BinaryData.FromBytes(Photographs.Read("chelsea")));
        var climbing = new Uri($"{store.Images.Uri}/..%2F{store.Names.Overlays}%2F{Image}");

        Assert.Contains("has . or .. between slashes", await CallAsync(functions, function, climbing), StringComparison.Ordinal);
        Assert.Equal([Image], await store.Overlays.NamesAsync(), StringComparer.Ordinal);
        Assert.Equal(0, await store.Predictions.CountAsync());
    }

    public void Dispose() => elsewhere.Dispose();

    private int Port => ((IPEndPoint)elsewhere.LocalEndpoint).Port;

    private static Task<string> CallAsync(CalledFunctions functions, string function, Uri image) => function == nameof(LocalizeImage)
        ? functions.LocalizeAsync(new BlobClient(image))
        : functions.DeleteAsync(image);

    private static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }
}
