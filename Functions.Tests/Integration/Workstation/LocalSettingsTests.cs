using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Workstation;

namespace CamFunctions.Tests.Workstation;

public sealed class LocalSettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Environment_variables_take_precedence_over_the_file()
    {
        Write("""{ "IsEncrypted": false, "Values": { "Top": 7, "CAMFUNCTIONS_TEST_VALUE": "file" } /* a note */ }""");
        Environment.SetEnvironmentVariable("CAMFUNCTIONS_TEST_VALUE", "environment");
        var settings = LocalSettings.Read(folder.Path);
        Assert.Equal(7, settings.WholeNumber("Top", 5, 1, 100));
        Assert.Equal("environment", settings.Text("CAMFUNCTIONS_TEST_VALUE"));
    }

    [Fact]
    public void Without_a_connection_storage_is_the_emulator() =>
        Assert.True(StorageConnection.Read(LocalSettings.Read(folder.Path)).IsEmulator);

    [Fact]
    public void A_service_address_is_not_overridden_by_the_emulator()
    {
        Write("""{ "Values": { "ImageStorage:blobServiceUri": "https://account.blob.core.windows.net" } }""");
        Assert.Equal("account", StorageConnection.Read(LocalSettings.Read(folder.Path)).Blobs.AccountName);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"Top\": 7 }")]
    [InlineData("{ \"IsEncrypted\": true, \"Values\": {} }")]
    public void An_invalid_file_is_named(string content)
    {
        Write(content);
        var exception = Assert.Throws<InvalidSettingException>(() => LocalSettings.Read(folder.Path));
        Assert.Contains(folder.File("local.settings.json"), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_file_has_the_defaults()
    {
        var defaults = LocalSettings.Read(folder.Path);
        File.Copy(Path.Combine(ProjectFile.Root, "local.settings.sample.json"), folder.File("local.settings.json"));
        var sample = LocalSettings.Read(folder.Path);
        Assert.Equal(ProcessorSettings.Read(defaults), ProcessorSettings.Read(sample));
        Assert.Equal(ContainerNames.Read(defaults), ContainerNames.Read(sample));
        Assert.Equal(StorageConnection.Read(defaults).Blobs.Uri, StorageConnection.Read(sample).Blobs.Uri);
    }

    public void Dispose() => folder.Dispose();

    private void Write(string content) => File.WriteAllText(folder.File("local.settings.json"), content);
}
