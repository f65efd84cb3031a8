using Azure.Storage.Blobs;
using CamFunctions.Cli.Backfill;
using CamFunctions.Shared.Analysis;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Backfill;

/// <summary>The options of <c>backfill</c> together with <c>--dead-letters</c>.</summary>
public sealed class DeadLetterTests(AzuriteFixture azurite, ModelFixture model, SmallModelFixture small)
{
    [Fact]
    public async Task Forced_it_processes_images_with_a_current_record_too()
    {
        var store = await azurite.NewStoreAsync();
        var letters = await NewLettersAsync();
        await store.UploadAsync("cup.png", Photographs.Read("coffee"));
        foreach (var (force, outcome) in new[] { (false, "1 localized"), (false, "1 up to date"), (true, "1 localized") })
        {
            await letters.UploadBlobAsync("1.json", Events(store, "cup.png"));
            string[] arguments = ["backfill", "--dead-letters", .. force ? new[] { "--force" } : []];
            await using var replay = await Cam(store, letters.Name, arguments).ExitedAsync();
            Assert.True(replay.ExitCode == 0, replay.Errors);
            Assert.Contains(outcome, replay.Output, StringComparison.Ordinal);
            Assert.Empty(await letters.NamesAsync());
        }
    }

    [Fact]
    public async Task It_processes_as_many_images_at_the_same_time_as_it_is_told_to()
    {
        const int Parallel = 3;
        var store = await azurite.NewStoreAsync();
        var letters = await NewLettersAsync();
        var names = Enumerable.Range(0, 4 * Parallel).Select(index => $"{index}.png").ToArray();
        await Task.WhenAll(names.Select(name => store.UploadAsync(name, TestImages.Encode(TestImages.Quarters(), ".png"))));
        // A blob with many events, and many with one.
        await letters.UploadBlobAsync("many.json", Events(store, names[..8]));
        await Task.WhenAll(names[8..].Select(name => letters.UploadBlobAsync($"{name}.json", Events(store, name))));

        var processor = BlobInvocation.Processor(model.Processor(new AnalysisOptions { InputSide = 32 }), store);
        // An image that is done waits until as many are done as are allowed at the same time.
        using var together = new Barrier(Parallel);
        var (current, most, missed) = (0, 0, 0);
        void WriteLine(string line)
        {
            RaiseTo(ref most, Interlocked.Increment(ref current));
            Interlocked.Add(ref missed, together.SignalAndWait(TimeSpan.FromMinutes(1)) ? 0 : 1);
            Interlocked.Decrement(ref current);
        }

        var request = new BackfillRequest(string.Empty, Force: false, Parallel);
        var job = new DeadLetterJob(letters, processor, request, new BackfillTally(TimeProvider.System), WriteLine);
        Assert.True(await job.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal((Parallel, 0), (most, missed));
        Assert.Empty(await letters.NamesAsync());
    }

    [Fact]
    public async Task A_prefix_is_refused_with_a_sentence()
    {
        await using var program = await RunningProgram
            .Cam(arguments: ["backfill", "--dead-letters", "--prefix", "a/"])
            .ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("--prefix can't be used with --dead-letters: ", program.Errors, StringComparison.Ordinal);
    }

    private static void RaiseTo(ref int maximum, int value)
    {
        for (var seen = maximum; value > seen; seen = maximum)
        {
            Interlocked.CompareExchange(ref maximum, value, seen);
        }
    }

    private static BinaryData Events(ImageStore store, params string[] images) => BinaryData.FromObjectAsJson(
        images.Select(image => new { data = new { url = store.Images.GetBlobClient(image).Uri } }));

    private async Task<BlobContainerClient> NewLettersAsync()
    {
        var letters = azurite.Blobs.GetBlobContainerClient($"letters-{Guid.NewGuid():N}"[..20]);
        await letters.CreateAsync();
        return letters;
    }

    private RunningProgram Cam(ImageStore store, string letters, string[] arguments) => RunningProgram.Cam(
        new Dictionary<string, string>(RunningFunctions.AppSettings(azurite, store), StringComparer.Ordinal)
        {
            ["DeadLettersContainer"] = letters,
            ["ModelPath"] = small.ModelPath,
            ["StorageWaitSeconds"] = "0",
        },
        workingFolder: null,
        arguments);
}
