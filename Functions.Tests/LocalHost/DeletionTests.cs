using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost;

/// <summary>The local host tells the function of deleted images, as Event Grid does in Azure.</summary>
public sealed class DeletionTests(SmallModelFixture small, AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Results_go_with_their_image_where_the_setting_says_so()
    {
        var store = await azurite.NewStoreAsync();
        foreach (var image in new[] { "goes/a b.png", "stays.png" })
        {
            await store.UploadAsync(image, Photographs.Read("coffee"));
        }

        var settings = RunningFunctions.AppSettings(azurite, store);
        settings["ModelPath"] = small.ModelPath;
        settings["DeleteResults"] = "true";
        await using var program = RunningProgram.LocalHost(settings, folder.Path);
        await program.PrintsAsync("goes/a b.png: class");
        await program.PrintsAsync("stays.png: class");

        await store.Images.GetBlobClient("goes/a b.png").DeleteAsync();

        await program.PrintsAsync("goes/a b.png was deleted, and now its results are, too.");
        Assert.Equal(["stays.png.json"], await store.Predictions.NamesAsync(), StringComparer.Ordinal);
        Assert.Equal(["stays.png.cam.jpg"], await store.Overlays.NamesAsync(), StringComparer.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
