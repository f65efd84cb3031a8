using CamFunctions.LocalHost.Emulator;
using CamFunctions.LocalHost.Queues;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost;

/// <summary>Storage that goes and comes back, and a handler that is killed, while images are processed.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly StorageConnection connection;
    private readonly ImageStore store;
    private readonly RunningProgram host;
    private Azurite? azurite;

    public OutageTests()
    {
        var connectionString = EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take());
        connection = StorageConnection.Read(AzuriteFixture.SettingsOf(("ImageStorage", connectionString)));
        store = new ImageStore(connection.Blobs, new ContainerNames("images", "overlays", "predictions"));
        StartStorageAsync().GetAwaiter().GetResult();
        host = RunningProgram.LocalHost(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ImageStorage"] = connectionString,
                ["PagePort"] = "0",
                ["InputSide"] = "32",
            },
            folder.Path);
    }

    public async ValueTask InitializeAsync() => await host.PrintsAsync("Ctrl+C stops.");

    [Fact]
    public async Task A_minute_without_storage_costs_no_image_and_one_line_at_its_beginning_and_end()
    {
        await UploadAsync(200);
        await Eventually.HoldsAsync("some records", async () => await store.Predictions.CountAsync() >= 20);
        await azurite!.DisposeAsync();
        // The length of the outage is the point of this test.
        using (var outage = new PeriodicTimer(TimeSpan.FromMinutes(1)))
        {
            await outage.WaitForNextTickAsync();
        }

        await StartStorageAsync();
        await AssertAllDoneAsync(200 + SampleCount);
        Assert.Single(Lines("invocations wait up to"));
        Assert.Single(Lines("No invocation waits for storage any more"));
    }

    /// <summary>Twenty faults take two minutes, so the workflow build.yml asks for them (<c>-explicit only</c>).</summary>
    [Theory]
    [InlineData(6, 150)]
    [InlineData(20, 500, Explicit = true)]
    public async Task Faults_in_a_row_lose_no_image_and_leave_nothing_half_made(int faultCount, int imageCount)
    {
        // The third crash would stop the host, as it does the genuine one.
        Func<Task>[] faults =
        [
            .. Enumerable.Repeat(() => SignalHandlerAsync("KILL"), 1),
            .. Enumerable.Repeat(() => SignalHandlerAsync("TERM"), faultCount / 2),
            .. Enumerable.Repeat(RestartStorageAsync, (faultCount / 2) - 1),
        ];
        new Random(20).Shuffle(faults);
        await UploadAsync(imageCount);
        foreach (var cause in faults)
        {
            var before = await store.Predictions.CountAsync();
            await Eventually.HoldsAsync(
                "progress",
                async () => await store.Predictions.CountAsync() is var count && (count > before || count == imageCount + SampleCount),
                TimeSpan.FromMinutes(1));
            Assert.False(host.HasExited, host.Errors);
            await cause();
        }

        await AssertAllDoneAsync(imageCount + SampleCount);
    }

    public async ValueTask DisposeAsync()
    {
        // Shown if the test fails.
        TestContext.Current.TestOutputHelper?.WriteLine(host.Output);
        host.Interrupt();
        await host.ExitedAsync();
        await host.DisposeAsync();
        await azurite!.DisposeAsync();
        folder.Dispose();
    }

    private static int SampleCount => Directory.GetFiles(Photographs.Folder).Length;

    private IEnumerable<string> Lines(string words) =>
        host.Output.Split('\n').Where(line => line.Contains(words, StringComparison.Ordinal));

    private Task SignalHandlerAsync(string signal)
    {
        host.SignalChild("CamFunctions", signal);
        return Task.CompletedTask;
    }

    private async Task RestartStorageAsync()
    {
        await azurite!.DisposeAsync();
        await StartStorageAsync();
    }

    private async Task StartStorageAsync()
    {
        var script = await AzuritePackage.InstalledScriptAsync(ProjectFolder.Find(), _ => { }, CancellationToken.None);
        azurite = await Azurite.StartAsync(
            script, folder.File("data"), connection.Blobs.Uri, QueueStorage.Connect(connection)!.Uri, CancellationToken.None);
    }

    private async Task UploadAsync(int count)
    {
        var image = TestImages.Encode(TestImages.Quarters(), ".png");
        await Parallel.ForEachAsync(Enumerable.Range(0, count), async (index, _) => await store.UploadAsync($"{index}.png", image));
    }

    private async Task AssertAllDoneAsync(int count)
    {
        await Eventually.HoldsAsync(
            $"{count} records",
            async () => await store.Predictions.CountAsync() == count,
            TimeSpan.FromMinutes(4));
        Assert.Equal(count, await store.Overlays.CountAsync());
        var poison = QueueStorage.Connect(connection)!.GetQueueClient(QueueStorage.Poison);
        Assert.True(!await poison.ExistsAsync() || (await poison.PeekMessagesAsync(1)).Value.Length == 0, "The poison queue is not empty.");
        Assert.Empty(Lines("given up"));
    }
}
