using CamFunctions.Configuration;
using CamFunctions.Imaging;
using CamFunctions.Rendering;
using CamFunctions.Storage;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public void Without_settings_everything_has_its_documented_value()
    {
        var options = FunctionOptions.Read(AzuriteFixture.SettingsOf());
        Assert.Equal(new PipelineOptions(), options.Pipeline);
        Assert.Equal(new ContainerNames("images", "overlays", "predictions"), options.Containers);
        Assert.Equal(0, options.InferenceThreads);
    }

    [Fact]
    public void Settings_are_read()
    {
        var options = FunctionOptions.Read(AzuriteFixture.SettingsOf(
            ("Geometry", "Crop"), ("ColorMap", "viridis"), ("Top", "3"), ("InputSide", "288"), ("ImagesContainer", "photos")));
        Assert.Equal((Geometry.Crop, ColorMap.Viridis, 3, 288), (options.Pipeline.Geometry, options.Pipeline.ColorMap, options.Pipeline.Top, options.Pipeline.InputSide));
        Assert.Equal("photos", options.Containers.Images);
    }

    [Theory]
    [InlineData("Geometry", "round")]
    [InlineData("Geometry", "1")]
    [InlineData("ColorMap", "grey")]
    [InlineData("Top", "0")]
    [InlineData("Top", "five")]
    [InlineData("Top", "1.5")]
    [InlineData("InputSide", "31")]
    [InlineData("MaxBytes", "-1")]
    [InlineData("MaxPixels", "99999999999999999999")]
    [InlineData("ImagesContainer", "My Images")]
    [InlineData("OverlaysContainer", "images")]
    [InlineData("InferenceThreads", "-2")]
    public void A_bad_setting_is_named_with_what_it_may_be(string name, string value)
    {
        var fault = Assert.Throws<InvalidSettingException>(() => FunctionOptions.Read(AzuriteFixture.SettingsOf((name, value))));
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ImageStorage", "not a connection string")]
    [InlineData("ImageStorage__blobServiceUri", "account")]
    [InlineData("ImageStorage__blobServiceUri", "http://account.blob.core.windows.net")]
    public void A_bad_connection_is_named_without_its_value_being_a_key(string name, string value)
    {
        var fault = Assert.Throws<InvalidSettingException>(() => StorageConnection.Read(AzuriteFixture.SettingsOf((name, value)), standard: null));
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_connection_at_all_is_an_error_under_the_functions_host() =>
        Assert.Throws<InvalidSettingException>(() => StorageConnection.Read(AzuriteFixture.SettingsOf(), standard: null));

    [Theory]
    [InlineData("managedidentity")]
    [InlineData(null)]
    public void A_service_address_is_used_with_an_identity(string? credential)
    {
        var connection = StorageConnection.Read(
            AzuriteFixture.SettingsOf(
                ("ImageStorage__blobServiceUri", "https://account.blob.core.windows.net"),
                ("ImageStorage__queueServiceUri", "https://account.queue.core.windows.net"),
                ("ImageStorage__credential", credential ?? string.Empty),
                ("ImageStorage__clientId", "00000000-0000-0000-0000-000000000001")),
            standard: null);
        Assert.Equal("account", connection.Blobs.AccountName);
        Assert.Equal("account", connection.Queues!.AccountName);
        Assert.False(connection.IsEmulator);
    }

    [Fact]
    public void Local_settings_are_read_and_environment_variables_win()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("local.settings.json"), """{ "IsEncrypted": false, "Values": { "Top": 7, "CAMFUNCTIONS_TEST_VALUE": "file" } /* a note */ }""");
        Environment.SetEnvironmentVariable("CAMFUNCTIONS_TEST_VALUE", "environment");
        var settings = SettingSources.Read(folder.Path);
        Assert.Equal(7, settings.WholeNumber("Top", 5, 1, 100));
        Assert.Equal("environment", settings.Text("CAMFUNCTIONS_TEST_VALUE"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"Top\": 7 }")]
    [InlineData("{ \"IsEncrypted\": true, \"Values\": {} }")]
    public void A_settings_file_that_makes_no_sense_is_named(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("local.settings.json");
        File.WriteAllText(path, content);
        Assert.Contains(path, Assert.Throws<InvalidSettingException>(() => SettingSources.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_of_local_settings_says_what_is_so_anyway()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(ProjectFile.Root, "local.settings.sample.json"), folder.File("local.settings.json"));
        Assert.Equal(FunctionOptions.Read(AzuriteFixture.SettingsOf()), FunctionOptions.Read(SettingSources.Read(folder.Path)));
    }
}
