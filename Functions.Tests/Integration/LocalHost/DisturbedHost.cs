using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Queues;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Workstation.Emulator;

namespace CamFunctions.Tests.LocalHost;

/// <summary>A local host whose storage can be stopped and started while it processes images.</summary>
internal sealed class DisturbedHost : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StorageConnection connection;
    private readonly RunningProgram program;
    private Azurite? azurite;

    private DisturbedHost(SmallModelFixture small)
    {
        var connectionString = EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take());
        connection = StorageConnection.Read(TestSettings.Of(("ImageStorage", connectionString)));
        Store = new ImageStore(connection.Blobs, new ContainerNames("images", "overlays", "predictions"));
        StartStorageAsync().GetAwaiter().GetResult();
        program = RunningProgram.LocalHost(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ImageStorage"] = connectionString,
                ["PagePort"] = "0",
                ["ModelPath"] = small.ModelPath,
            },
            folder.Path);
    }

    public static int SampleCount => Directory.GetFiles(Photographs.Folder).Length;

    public ImageStore Store { get; }

    public static async Task<DisturbedHost> StartAsync(SmallModelFixture small)
    {
        var host = new DisturbedHost(small);
        await host.program.PrintsAsync("Ctrl+C stops.");
        return host;
    }

    public IEnumerable<string> Lines(string words) =>
        program.Output.Split('\n').Where(line => line.Contains(words, StringComparison.Ordinal));

    public async Task StopStorageAsync()
    {
        var stopped = azurite!;
        // If it cannot be started again, that is the exception to be reported.
        azurite = null;
        await stopped.DisposeAsync();
    }

    public async Task StartStorageAsync() =>
        azurite = await EmulatedStorage.StartAsync(connection, folder.File("data"), _ => { }, CancellationToken.None);

    public async Task UploadAsync(int count)
    {
        var image = TestImages.Encode(TestImages.Quarters(), ".png");
        await Parallel.ForEachAsync(Enumerable.Range(0, count), async (index, _) => await Store.UploadAsync($"{index}.png", image));
    }

    public async Task AssertAllDoneAsync(int count)
    {
        await Eventually.HoldsAsync(
            $"{count} records",
            async () => await Store.Predictions.CountAsync() == count,
            TimeSpan.FromMinutes(4));
        Assert.Equal(count, await Store.Overlays.CountAsync());
        var poison = QueueStorage.Connect(connection)!.GetQueueClient(QueueStorage.Poison);
        Assert.True(!await poison.ExistsAsync() || (await poison.PeekMessagesAsync(1)).Value.Length == 0, "The poison queue is not empty.");
        Assert.Empty(Lines("given up"));
    }

    public async ValueTask DisposeAsync()
    {
        // Shown if the test fails.
        TestContext.Current.TestOutputHelper?.WriteLine(program.Output);
        program.Interrupt();
        await program.ExitedAsync();
        await program.DisposeAsync();
        if (azurite is not null)
        {
            await StopStorageAsync();
        }

        folder.Dispose();
    }
}
