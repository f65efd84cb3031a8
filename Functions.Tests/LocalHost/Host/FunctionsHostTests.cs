using CamFunctions.LocalHost.Host;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>The local host with the same executable as in Azure.</summary>
public sealed class FunctionsHostTests(AzuriteFixture azurite)
{
    private readonly RecordedEvents recorded = new();

    [Fact]
    public async Task The_handler_of_the_cloud_localizes_images_and_survives_a_kill()
    {
        var store = await azurite.NewStoreAsync();
        await using var host = Start(store);
        using var stopping = new CancellationTokenSource();
        var running = host.RunAsync(stopping.Token);
        await EnqueueAsync(host, store, "chelsea", "coffee");
        await recorded.SeenAsync("running");
        await host.WaitUntilReadyAsync(CancellationToken.None);
        host.KillHandler();
        await recorded.SeenAsync("done", times: 2);
        await store.AssertLocalizedAsync("chelsea.png", "Egyptian cat");
        await store.AssertLocalizedAsync("coffee.png", "espresso");
        var done = await recorded.SeenAsync("done chelsea.png");
        Assert.Contains("done chelsea.png: chelsea.png: Egyptian cat", done, StringComparison.Ordinal);
        Assert.Empty(recorded.StartingWith("given up"));

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_host_that_is_disposed_in_the_middle_of_work_leaves_no_process_behind()
    {
        var host = await ScriptedHost.StartAsync(azurite, new ScriptedRules { WithChild = true });
        await host.EnqueueAsync("held");
        await host.Recorded.SeenAsync("out: invoked held");
        string[] processes = [$"{host.Host.HandlerId}", (await host.Recorded.SeenAsync("out: child")).Split(' ')[^1]];
        Assert.All(processes, process => Assert.True(IsRunning(process)));

        await host.DisposeAsync();
        await Eventually.HoldsAsync("no process is left", () => Task.FromResult(!processes.Any(IsRunning)));
        Assert.Empty(host.Recorded.StartingWith("failed"));
    }

    private static async Task EnqueueAsync(FunctionsHost host, ImageStore store, params string[] photographs)
    {
        foreach (var photograph in photographs)
        {
            var name = $"{photograph}.png";
            await store.UploadAsync(name, Photographs.Read(photograph));
            var properties = await store.Images.GetBlobClient(name).GetPropertiesAsync();
            host.Enqueue(store.Names.Images, name, properties.Value.ETag);
        }
    }

    /// <summary>A zombie process (Z), which its parent has not waited for yet, has ended.</summary>
    private static bool IsRunning(string process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private FunctionsHost Start(ImageStore store)
    {
        var settings = RunningFunctions.AppSettings(azurite, store);
        return FunctionsHost.Start(
            FunctionAppReader.Read(AppContext.BaseDirectory, settings), settings, azurite.Blobs, azurite.Queues, recorded.Events);
    }
}
