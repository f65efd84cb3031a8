using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Cli.Backfill;

/// <summary>The command as a process, against Azurite.</summary>
public sealed class BackfillTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_thousand_images_killed_three_times_get_one_record_each_and_nothing_is_listed_twice()
    {
        var store = await azurite.NewStoreAsync();
        var names = Enumerable.Range(0, 1000).Select(index => $"folder {index % 7}/ä {index}.png").Order(StringComparer.Ordinal).ToArray();
        var image = SmallImage();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (name, token) =>
            await store.Images.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(image), token));
        await using var proxy = new ListingProxy(azurite.Blobs.Uri);
        foreach (var enough in new[] { 100, 400, 700 })
        {
            await using var killed = Start(store, proxy.Port, "--parallel", "4");
            await Eventually.HoldsAsync($"about {enough} records; it said: {killed.Output} {killed.Errors}", () => store.HasRecordAsync(names[enough]));
            killed.Kill();
            await killed.ExitedAsync();
        }

        await using var last = await Start(store, proxy.Port, "--parallel", "4").ExitedAsync();
        Assert.True(last.ExitCode == 0, last.Errors);
        Assert.Contains("Going on with the backfill that began on", last.Output, StringComparison.Ordinal);
        Assert.Contains("0 refused, 0 gone, 0 failed", last.Output, StringComparison.Ordinal);
        Assert.Equal(names.Select(ResultNames.Record).Order(StringComparer.Ordinal), await store.Predictions.NamesAsync(), StringComparer.Ordinal);
        Assert.Equal(names.Select(ResultNames.Overlay).Order(StringComparer.Ordinal), await store.Overlays.NamesAsync(), StringComparer.Ordinal);
        Assert.Distinct(proxy.Listings, StringComparer.Ordinal);
        Assert.Equal(2, proxy.Listings.Count);
        Assert.Empty(Directory.GetFileSystemEntries(Assert.Single(Directory.GetDirectories(folder.File("CamFunctions", "backfill")))));
    }

    [Fact]
    public async Task What_is_current_is_left_alone_unless_it_is_forced()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("a/cat.png", Photographs.Read("chelsea"));
        await store.UploadAsync("b/cup.png", Photographs.Read("coffee"));
        await store.UploadAsync("b/broken.png", [1, 2, 3]);

        await using var first = await Start(store, "--prefix", "b/").ExitedAsync();
        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Contains("2 images in", first.Output, StringComparison.Ordinal);
        Assert.Contains("1 localized, 0 up to date, 1 refused", first.Output, StringComparison.Ordinal);
        Assert.Contains("b/broken.png refused: The file is not a JPEG", first.Output, StringComparison.Ordinal);
        Assert.False(await store.HasRecordAsync("a/cat.png"));

        await using var second = await Start(store).ExitedAsync();
        Assert.Contains("1 localized, 2 up to date, 0 refused", second.Output, StringComparison.Ordinal);
        await store.AssertLocalizedAsync("a/cat.png", "Egyptian cat");
        var before = await WrittenAsync(store, "b/cup.png");

        await using var third = await Start(store, "--force").ExitedAsync();
        Assert.Contains("2 localized, 0 up to date, 1 refused", third.Output, StringComparison.Ordinal);
        Assert.NotEqual(before, await WrittenAsync(store, "b/cup.png"));
    }

    [Fact]
    public async Task On_a_terminal_it_shows_a_bar()
    {
        const string Terminal = "/usr/bin/script";
        Assert.SkipUnless(File.Exists(Terminal), "There is no program 'script' here, which gives others a terminal.");
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("cat.png", Photographs.Read("chelsea"));
        await using var program = await RunningProgram.Executable(
            Terminal,
            Settings(store, azurite.Blobs.Uri.Port, inputSide: 320),
            folder.Path,
            "-qec",
            $"dotnet {Path.Combine(AppContext.BaseDirectory, "cam.dll")} backfill",
            "/dev/null").ExitedAsync();
        Assert.True(program.ExitCode == 0, program.Output);
        Assert.Contains("of 1 images, ", program.Output, StringComparison.Ordinal);
        Assert.Contains("1 localized, 0 up to date", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_is_not_there_ends_it_with_a_sentence()
    {
        var store = new ImageStore(azurite.Blobs, new("images-nowhere", "overlays-nowhere", "predictions-nowhere"));
        await using var program = await Start(store).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("The container images-nowhere can't be listed", program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_whose_results_cannot_be_written_fails_it_and_is_tried_by_the_next_one()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("cat.png", Photographs.Read("chelsea"));
        await store.Overlays.DeleteAsync();
        await using var failing = await Start(store).ExitedAsync();
        Assert.Equal(1, failing.ExitCode);
        Assert.Contains("cat.png: failed 5 times", failing.Output, StringComparison.Ordinal);
        Assert.Contains("1 failed", failing.Output, StringComparison.Ordinal);
        Assert.False(await store.HasRecordAsync("cat.png"));

        await store.Overlays.CreateAsync();
        await using var next = await Start(store).ExitedAsync();
        Assert.Equal(0, next.ExitCode);
        await store.AssertLocalizedAsync("cat.png", "Egyptian cat");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("two")]
    public async Task A_wrong_number_at_once_is_refused(string parallel)
    {
        await using var program = await RunningProgram.Cam(arguments: ["backfill", "--parallel", parallel]).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("--parallel", program.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private RunningProgram Start(ImageStore store, params string[] options) => Start(store, azurite.Blobs.Uri.Port, options);

    /// <summary>With the smallest network where only the number of images matters.</summary>
    private RunningProgram Start(ImageStore store, int port, params string[] options) => RunningProgram.Cam(
        Settings(store, port, options.Contains("--parallel", StringComparer.Ordinal) ? 32 : 320),
        folder.Path,
        ["backfill", .. options]);

    private Dictionary<string, string> Settings(ImageStore store, int port, int inputSide) => new(StringComparer.Ordinal)
    {
        ["ImageStorage"] = EmulatorAddress.OnPorts(port, azurite.Queues.Uri.Port),
        ["ImagesContainer"] = store.Names.Images,
        ["OverlaysContainer"] = store.Names.Overlays,
        ["PredictionsContainer"] = store.Names.Predictions,
        ["InputSide"] = $"{inputSide}",
        ["XDG_DATA_HOME"] = folder.Path,
    };

    private static byte[] SmallImage()
    {
        using var photograph = Image.NewFromBuffer(Photographs.Read("chelsea"));
        using var small = photograph.Resize(0.1);
        return small.WriteToBuffer(".png");
    }

    private static async Task<DateTimeOffset> WrittenAsync(ImageStore store, string image) =>
        (await store.Predictions.GetBlobClient(ResultNames.Record(image)).GetPropertiesAsync()).Value.LastModified;
}
