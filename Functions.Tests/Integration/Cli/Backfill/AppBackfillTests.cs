using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs.Specialized;
using CamFunctions.Cli.Backfill;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Workstation;

namespace CamFunctions.Tests.Cli.Backfill;

/// <summary>The command as a process, and the local host with the worker of the cloud as the app that does the work.</summary>
public sealed class AppBackfillTests(AzuriteFixture azurite, SmallModelFixture small) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>A thousand images take minutes, so the workflow build.yml asks for them (<c>-explicit only</c>).</summary>
    [Theory]
    [InlineData(40, 4)]
    [InlineData(1000, 100, Explicit = true)]
    public async Task Two_kills_of_the_worker_and_one_of_the_command_leave_one_record_and_one_event_per_image(int count, int rate)
    {
        var store = await azurite.NewStoreAsync();
        var names = Enumerable.Range(0, count).Select(index => $"folder {index % 7}/ä+#{index}.png").ToArray();
        await UploadAsync(store, names);
        await using var app = await WebhookHost.StartAsync(azurite, store, small.ModelPath);
        string[] options = ["--rate", $"{rate}", "--outstanding", $"{count / 4}", "--wait", "120"];
        await using (var killed = Start(app, options))
        {
            await RecordsAsync(store, count / 8, killed);
            app.KillWorker();
            await RecordsAsync(store, count / 3, killed);
            killed.Kill();
            await killed.ExitedAsync();
        }

        await using var last = Start(app, options);
        await RecordsAsync(store, count / 2, last);
        app.KillWorker();
        await last.ExitedAsync();
        Assert.True(last.ExitCode == 0, last.Output + last.Errors);
        Assert.Contains("Resuming the backfill", last.Output, StringComparison.Ordinal);
        Assert.Contains("0 gone, 0 without a record", last.Output, StringComparison.Ordinal);
        var records = names.Select(ResultNames.Record).Order(StringComparer.Ordinal);
        Assert.Equal(records, await store.Predictions.NamesAsync(), StringComparer.Ordinal);
        Assert.Equal(names.Order(StringComparer.Ordinal), app.Posted.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Empty(app.Failed);
        AssertNoKey(last);
        Assert.Empty(Directory.GetFileSystemEntries(Assert.Single(Directory.GetDirectories(folder.File("CamFunctions", "backfill")))));
    }

    [Fact]
    public async Task Images_with_a_record_are_not_posted_unless_it_is_older_than_a_given_time_or_of_another_version()
    {
        var store = await azurite.NewStoreAsync();
        await UploadAsync(store, "a/1.png", "a/2.png", "b/3.png");
        await using (var app = await WebhookHost.StartAsync(azurite, store, small.ModelPath))
        {
            await using var first = await Start(app, "--prefix", "a/").ExitedAsync();
            Assert.True(first.ExitCode == 0, first.Output + first.Errors);
            Assert.Contains("2 got a record, 0 had one", first.Output, StringComparison.Ordinal);

            await UploadAsync(store, "a/2.png");
            await using var second = await Start(app).ExitedAsync();
            Assert.Contains("2 got a record, 1 had one", second.Output, StringComparison.Ordinal);
            Assert.Equal(["a/1.png", "a/2.png", "a/2.png", "b/3.png"], app.Posted.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        }

        // An app with other settings is deployed in its place.
        var deployment = DateTimeOffset.UtcNow.AddSeconds(1);
        await using var changed = await WebhookHost.StartAsync(azurite, store, small.ModelPath, top: "1");
        await Eventually.HoldsAsync("the deployment is over", () => Task.FromResult(DateTimeOffset.UtcNow > deployment));
        await using var third = await Start(changed, "--since", deployment.ToString("O", CultureInfo.InvariantCulture)).ExitedAsync();
        Assert.Contains("3 got a record, 0 had one", third.Output, StringComparison.Ordinal);
        Assert.Single((await store.ReadRecordAsync("a/1.png")).Predictions!);
    }

    [Fact]
    public async Task An_image_that_the_host_gives_up_twice_is_named_and_the_next_run_posts_it_again()
    {
        var store = await azurite.NewStoreAsync();
        await UploadAsync(store, "good.png", "held.png");
        // Somebody else holds the overlay's name, and does not let it be written.
        var overlay = store.Overlays.GetBlobClient(ResultNames.Overlay("held.png"));
        await overlay.UploadAsync(BinaryData.FromBytes([1]));
        var lease = overlay.GetBlobLeaseClient();
        await lease.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        await using var app = await WebhookHost.StartAsync(azurite, store, small.ModelPath);
        await using var failing = await Start(app, "--wait", "4").ExitedAsync();
        Assert.Equal(1, failing.ExitCode);
        Assert.Contains("held.png has had no record for 4 seconds and is posted once more.", failing.Output, StringComparison.Ordinal);
        Assert.Contains("held.png was posted 2 times, and it has no record.", failing.Output, StringComparison.Ordinal);
        Assert.Contains("1 got a record, 0 had one, 0 gone, 1 without a record", failing.Output, StringComparison.Ordinal);
        await Eventually.HoldsAsync("the host has given the image up twice", () => Task.FromResult(app.Failed.Count == 2));
        Assert.Equal(["held.png", "held.png"], app.Failed);

        await lease.ReleaseAsync();
        await using var next = await Start(app, "--wait", "60").ExitedAsync();
        Assert.True(next.ExitCode == 0, next.Output + next.Errors);
        Assert.Equal(3, app.Posted.Count(name => name == "held.png"));
    }

    [Fact]
    public async Task Images_that_a_killed_run_posted_in_vain_are_posted_again_when_they_are_late()
    {
        var store = await azurite.NewStoreAsync();
        string[] names = ["1.png", "2.png", "3.png"];
        await UploadAsync(store, names);
        var port = await PostInVainAsync(store);
        await using var app = await WebhookHost.StartAsync(azurite, store, small.ModelPath, port: port);
        await using var next = await Start(app, "--wait", "10").ExitedAsync();
        Assert.True(next.ExitCode == 0, next.Output + next.Errors);
        Assert.Contains("3 got a record, 0 had one", next.Output, StringComparison.Ordinal);
        Assert.Equal(names, app.Posted.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task An_app_that_is_overloaded_gets_the_same_events_again_after_the_pause_that_it_asks_for()
    {
        var store = await azurite.NewStoreAsync();
        await UploadAsync(store, "ä b.png");
        await using var server = await AnsweringServer.StartAsync(503, 429, 202);
        await using var program = await Start(server.Address, store, "--wait", "1").ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("does not take events, still trying: it answers 503.", program.Output, StringComparison.Ordinal);
        var requests = server.Requests;
        Assert.Equal(4, requests.Count);
        Assert.All(requests, request => Assert.Equal("Notification", request.EventType));
        Assert.Equal(requests[0].Body, requests[2].Body);
        Assert.True(requests[2].Time - requests[1].Time >= AnsweringServer.RetryAfter);
        using var events = JsonDocument.Parse(requests[0].Body);
        var data = Assert.Single(events.RootElement.EnumerateArray()).GetProperty("data");
        Assert.Equal(store.Images.GetBlobClient("ä b.png").Uri.AbsoluteUri, data.GetProperty("url").GetString());
        Assert.Equal("BlockBlob", data.GetProperty("blobType").GetString());
        Assert.StartsWith("0x", data.GetProperty("eTag").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "does not accept the key (401)")]
    [InlineData(403, "refuses this machine (403)")]
    [InlineData(404, "has no webhook for blobs (404)")]
    [InlineData(302, "it answers 302")]
    [InlineData(307, "it answers 307")]
    public async Task An_app_that_refuses_events_ends_the_backfill_with_a_sentence_without_the_key(int status, string words)
    {
        var store = await azurite.NewStoreAsync();
        await UploadAsync(store, [.. Enumerable.Range(0, 120).Select(index => $"{index}.png")]);
        await using var server = await AnsweringServer.StartAsync(status);
        await using var program = await Start(server.Address, store).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(words, program.Errors, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        AssertNoKey(program);
    }

    [Fact]
    public async Task The_key_is_asked_of_the_azure_cli_if_it_is_not_set()
    {
        var store = await azurite.NewStoreAsync();
        var az = folder.File("az");
        await File.WriteAllTextAsync(az, """
            #!/bin/sh
            folder="$(dirname "$0")"
            if [ -e "$folder/failing" ]; then echo 'ERROR: Please log in.' >&2; exit 1; fi
            echo "$*" >> "$folder/asked"
            case "$*" in *keys*) echo secret-key;; *) printf 'func-cam\trg-cam\n';; esac
            """);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The stand-in for az is a shell script.");
            return;
        }

        File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var settings = new Dictionary<string, string>(RunningFunctions.AppSettings(azurite, store), StringComparer.Ordinal)
        {
            ["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}",
            ["XDG_DATA_HOME"] = folder.Path,
        };
        string[] arguments = ["backfill", "--through", "https://func-cam.azurewebsites.net"];
        await using var program = await RunningProgram.Cam(settings, folder.Path, arguments).ExitedAsync();
        Assert.True(program.ExitCode == 0, program.Errors);
        var asked = await File.ReadAllLinesAsync(folder.File("asked"));
        Assert.Contains("=='func-cam.azurewebsites.net'].[name, resourceGroup]", asked[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "functionapp keys list --name func-cam --resource-group rg-cam --query systemKeys.blobs_extension --output tsv",
            asked[1],
            StringComparison.Ordinal);

        await File.WriteAllTextAsync(folder.File("failing"), string.Empty);
        await using var failing = await RunningProgram.Cam(settings, folder.Path, arguments).ExitedAsync();
        Assert.Equal(1, failing.ExitCode);
        Assert.Contains("can't be asked for it: ERROR: Please log in. Run 'az login'", failing.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--through is func-cam; it must be the https address", "--through", "func-cam")]
    [InlineData("--through is http://example.com; it must be the https", "--through", "http://example.com")]
    [InlineData("--since is yesterday; it must be a date", "--through", "https://a.example", "--since", "yesterday")]
    [InlineData("can only be used with --through", "--rate", "5")]
    [InlineData("can't be used with --through", "--through", "https://a.example", "--force")]
    [InlineData("can't be used with --through", "--through", "https://a.example", "--dead-letters")]
    [InlineData("--rate takes a whole number from 1 to 2000", "--through", "https://a.example", "--rate", "0")]
    public void Options_that_do_not_fit_are_refused_with_a_sentence(string words, params string[] options)
    {
        var parsed = BackfillCommand.Create().Parse(options);
        Assert.Contains(words, string.Join('\n', parsed.Errors.Select(error => error.Message)), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Posts images to a server that loses them, from a command that is killed.</summary>
    /// <returns>The server's port.</returns>
    private async Task<int> PostInVainAsync(ImageStore store)
    {
        await using var server = await AnsweringServer.StartAsync(202);
        await using var killed = Start(server.Address, store);
        await Eventually.HoldsAsync("the images are posted", () => Task.FromResult(server.Requests.Count == 1));
        killed.Kill();
        await killed.ExitedAsync();
        return server.Address.Port;
    }

    private RunningProgram Start(WebhookHost app, params string[] options) => Start(app.Address, app.Settings, options);

    private RunningProgram Start(Uri app, ImageStore store, params string[] options) =>
        Start(app, RunningFunctions.AppSettings(azurite, store), options);

    private RunningProgram Start(Uri app, Dictionary<string, string> settings, string[] options) => RunningProgram.Cam(
        new Dictionary<string, string>(settings, StringComparer.Ordinal)
        {
            [WebhookKey.Setting] = WebhookHost.Key,
            ["XDG_DATA_HOME"] = folder.Path,
        },
        folder.Path,
        ["backfill", "--through", app.AbsoluteUri, .. options]);

    private static async Task UploadAsync(ImageStore store, params string[] names)
    {
        var image = TestImages.Encode(TestImages.Quarters(), ".png");
        await Parallel.ForEachAsync(names, async (name, _) => await store.UploadAsync(name, image));
    }

    private static Task RecordsAsync(ImageStore store, int count, RunningProgram program) => Eventually.HoldsAsync(
        $"{count} records; output: {program.Output} {program.Errors}",
        async () => await store.Predictions.CountAsync() >= count);

    private static void AssertNoKey(RunningProgram program)
    {
        Assert.DoesNotContain("secret", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", program.Errors, StringComparison.Ordinal);
    }
}
