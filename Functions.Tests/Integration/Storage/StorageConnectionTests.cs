using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Queues;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Storage;

public sealed class StorageConnectionTests
{
    [Theory]
    [InlineData("ImageStorage", "not a connection string")]
    [InlineData("ImageStorage__blobServiceUri", "account")]
    [InlineData("ImageStorage__blobServiceUri", "http://account.blob.core.windows.net")]
    public void A_bad_connection_is_reported_without_revealing_a_key(string name, string value)
    {
        var exception = Assert.Throws<InvalidSettingException>(() => StorageConnection.Read(TestSettings.Of((name, value))));
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_connection_at_all_is_an_error() =>
        Assert.Throws<InvalidSettingException>(() => StorageConnection.Read(TestSettings.Of()));

    [Theory]
    [InlineData("managedidentity")]
    [InlineData(null)]
    public void A_service_address_is_used_with_an_identity(string? credential)
    {
        var connection = StorageConnection.Read(TestSettings.Of(
            ("ImageStorage__blobServiceUri", "https://account.blob.core.windows.net"),
            ("ImageStorage__queueServiceUri", "https://account.queue.core.windows.net"),
            ("ImageStorage__credential", credential ?? string.Empty),
            ("ImageStorage__clientId", "00000000-0000-0000-0000-000000000001")));
        Assert.Equal("account", connection.Blobs.AccountName);
        Assert.Equal("account", QueueStorage.Connect(connection)!.AccountName);
        Assert.False(connection.IsEmulator);
    }

    [Theory]
    [InlineData("ImagesContainer", "My Images")]
    [InlineData("OverlaysContainer", "images")]
    public void A_bad_container_name_is_named(string name, string value)
    {
        var exception = Assert.Throws<InvalidSettingException>(() => ContainerNames.Read(TestSettings.Of((name, value))));
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Containers_have_their_documented_names_unless_they_are_set()
    {
        Assert.Equal(new ContainerNames("images", "overlays", "predictions"), ContainerNames.Read(TestSettings.Of()));
        Assert.Equal("photos", ContainerNames.Read(TestSettings.Of(("ImagesContainer", "photos"))).Images);
    }
}
