using Azure.Storage.Blobs.Specialized;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Cli.Backfill;

/// <summary>The command as a process, against Azurite.</summary>
public sealed class BackfillTests(AzuriteFixture azurite, SmallModelFixture small) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_backfill_that_is_killed_three_times_writes_one_record_per_image_and_lists_nothing_twice()
    {
        var store = await azurite.NewStoreAsync();
        var names = Enumerable.Range(0, 600).Select(index => $"folder {index % 7}/ä {index}.png").Order(StringComparer.Ordinal).ToArray();
        var image = SmallImage();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (name, token) =>
            await store.Images.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(image), token));
        await using var proxy = new ListingProxy(azurite.Blobs.Uri);
        foreach (var enough in new[] { 60, 240, 420 })
        {
            await using var killed = Start(store, proxy.Port, "--parallel", "4");
            await Eventually.HoldsAsync(
                $"about {enough} records; output: {killed.Output} {killed.Errors}",
                () => store.HasRecordAsync(names[enough]));
            killed.Kill();
            await killed.ExitedAsync();
        }

        await using var last = await Start(store, proxy.Port, "--parallel", "4").ExitedAsync();
        Assert.True(last.ExitCode == 0, last.Errors);
        Assert.Contains("Resuming the backfill that was started on", last.Output, StringComparison.Ordinal);
        Assert.Contains("0 refused, 0 gone, 0 failed", last.Output, StringComparison.Ordinal);
        var records = names.Select(ResultNames.Record).Order(StringComparer.Ordinal);
        var overlays = names.Select(ResultNames.Overlay).Order(StringComparer.Ordinal);
        Assert.Equal(records, await store.Predictions.NamesAsync(), StringComparer.Ordinal);
        Assert.Equal(overlays, await store.Overlays.NamesAsync(), StringComparer.Ordinal);
        Assert.Distinct(proxy.Listings, StringComparer.Ordinal);
        Assert.Equal(2, proxy.Listings.Count);
        Assert.Empty(Directory.GetFileSystemEntries(Assert.Single(Directory.GetDirectories(folder.File("CamFunctions", "backfill")))));
    }

    [Fact]
    public async Task Images_with_a_current_record_are_skipped_unless_forced()
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
    public async Task Refused_images_are_reported_in_the_order_of_their_names_and_the_others_are_processed()
    {
        var store = await azurite.NewStoreAsync();
        var names = Enumerable.Range(100, 40).Select(number => $"{number}.png").ToArray();
        var broken = names.Where((_, index) => index % 4 != 0).ToArray();
        foreach (var name in names)
        {
            await store.UploadAsync(name, broken.Contains(name, StringComparer.Ordinal) ? [1, 2, 3] : SmallImage());
        }

        await using var program = await Start(store, "--parallel", "8").ExitedAsync();
        Assert.True(program.ExitCode == 0, program.Errors);
        var refused = program.Output.Split('\n').Where(line => line.Contains(" refused: ", StringComparison.Ordinal));
        Assert.Equal(broken, refused.Select(line => line.Split(' ')[0]), StringComparer.Ordinal);
        Assert.Contains("10 localized, 0 up to date, 30 refused", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_progress_bar_is_shown_on_a_terminal()
    {
        const string Terminal = "/usr/bin/script";
        Assert.SkipUnless(File.Exists(Terminal), "There is no program 'script' here, which gives others a terminal.");
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("cat.png", Photographs.Read("chelsea"));
        await using var program = await RunningProgram.Executable(
            Terminal,
            Settings(store, azurite.Blobs.Uri.Port, small.ModelPath),
            folder.Path,
            "-qec",
            $"dotnet {Path.Combine(AppContext.BaseDirectory, "cam.dll")} backfill",
            "/dev/null").ExitedAsync();
        Assert.True(program.ExitCode == 0, program.Output);
        Assert.Contains("of 1 images, ", program.Output, StringComparison.Ordinal);
        Assert.Contains("1 localized, 0 up to date", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_container_is_an_error_with_a_message()
    {
        var store = new ImageStore(azurite.Blobs, new("images-nowhere", "overlays-nowhere", "predictions-nowhere"));
        await using var program = await Start(store).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("The container images-nowhere can't be listed", program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_whose_results_cannot_be_written_fails_the_backfill_and_is_retried_by_the_next_one()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("cat.png", Photographs.Read("chelsea"));
        // Somebody else holds the overlay's name, and does not let it be written.
        var overlay = store.Overlays.GetBlobClient(ResultNames.Overlay("cat.png"));
        await overlay.UploadAsync(BinaryData.FromBytes([1]));
        var lease = overlay.GetBlobLeaseClient();
        await lease.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        await using var failing = await Start(store).ExitedAsync();
        Assert.Equal(1, failing.ExitCode);
        Assert.Contains("cat.png: failed: ", failing.Output, StringComparison.Ordinal);
        Assert.Contains("1 failed", failing.Output, StringComparison.Ordinal);
        Assert.False(await store.HasRecordAsync("cat.png"));

        await lease.ReleaseAsync();
        await using var next = await Start(store).ExitedAsync();
        Assert.Equal(0, next.ExitCode);
        await store.AssertLocalizedAsync("cat.png", "Egyptian cat");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("two")]
    public async Task An_invalid_number_of_parallel_images_is_refused(string parallel)
    {
        await using var program = await RunningProgram.Cam(arguments: ["backfill", "--parallel", parallel]).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("--parallel", program.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private RunningProgram Start(ImageStore store, params string[] options) => Start(store, azurite.Blobs.Uri.Port, options);

    /// <summary>Uses the small network if only the number of images matters.</summary>
    private RunningProgram Start(ImageStore store, int port, params string[] options) => RunningProgram.Cam(
        Settings(store, port, options.Contains("--parallel", StringComparer.Ordinal) ? small.ModelPath : ModelFixture.QuantizedPath),
        folder.Path,
        ["backfill", .. options]);

    private Dictionary<string, string> Settings(ImageStore store, int port, string model) => new(StringComparer.Ordinal)
    {
        ["ImageStorage"] = EmulatorAddress.OnPorts(port, azurite.Queues.Uri.Port),
        ["ImagesContainer"] = store.Names.Images,
        ["OverlaysContainer"] = store.Names.Overlays,
        ["PredictionsContainer"] = store.Names.Predictions,
        ["ModelPath"] = model,
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
