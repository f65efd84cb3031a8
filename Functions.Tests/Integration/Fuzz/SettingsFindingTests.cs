using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation;

using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Fuzz;

/// <summary>Settings that once were reported as unexpected errors, with a stack trace.</summary>
public sealed class SettingsFindingTests
{
    [Theory]
    [InlineData("settings-half-a-surrogate.json", "can't be read")]
    [InlineData("settings-not-utf-8.json", "can't be read")]
    [InlineData("settings-null-character.json", "\"ModelPath\" that can't be an environment variable")]
    public void A_file_with_text_that_is_none_is_named(string file, string words) => Assert.Contains(
        words,
        Assert.Throws<InvalidSettingException>(() => LocalSettings.Values(FuzzedFile.Read(file), file)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("settings-account-of-braces.json", "24 lower-case letters and digits")]
    [InlineData("settings-service-without-host.json", "must be an https address")]
    [InlineData("settings-connection-without-account.json", "is not a storage connection string")]
    public void A_connection_that_leads_nowhere_is_named(string file, string words)
    {
        var settings = new Settings(LocalSettings.Values(FuzzedFile.Read(file), file));
        Assert.Contains(
            words,
            Assert.Throws<InvalidSettingException>(() => StorageConnection.Read(settings)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>The address would be https://evil.example/.blob.core.windows.net.</summary>
    [Fact]
    public void The_name_of_an_account_cannot_name_another_host()
    {
        var settings = new Settings([KeyValuePair.Create("ImageStorage__accountName", "evil.example/")]);
        Assert.Throws<InvalidSettingException>(() => StorageConnection.Read(settings));
    }
}
