using CamFunctions.Storage;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost;

/// <summary>The local host puts events of deleted images into the function's queue, as Event Grid does in Azure.</summary>
public sealed class DeletionTests(SmallModelFixture small)
{
    [Fact]
    public async Task Results_go_with_their_image_where_the_setting_says_so()
    {
        await using var host = await RunningLocalHost.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ModelPath"] = small.ModelPath,
            ["DeleteResults"] = "true",
        });
        await host.Store.UploadAsync("goes/a b.png", Photographs.Read("coffee"));
        await host.PrintsAsync("goes/a b.png: class");
        await host.PrintsAsync("rocket.jpg: class");

        await host.Store.Images.GetBlobClient("goes/a b.png").DeleteAsync();

        await host.PrintsAsync("goes/a b.png was deleted, and now its results are, too.");
        Assert.DoesNotContain(ResultNames.Record("goes/a b.png"), await host.Store.Predictions.NamesAsync(), StringComparer.Ordinal);
        Assert.DoesNotContain(ResultNames.Overlay("goes/a b.png"), await host.Store.Overlays.NamesAsync(), StringComparer.Ordinal);
        Assert.Contains(ResultNames.Record("rocket.jpg"), await host.Store.Predictions.NamesAsync(), StringComparer.Ordinal);
    }
}
