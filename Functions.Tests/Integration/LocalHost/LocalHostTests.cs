using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Queues;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Workstation.Emulator;

namespace CamFunctions.Tests.LocalHost;

/// <summary>The whole local host in a separate process, including starting Azurite.</summary>
public sealed class LocalHostTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SmallModelFixture small;
    private readonly string connectionString = EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take());
    private readonly StorageConnection connection;
    private readonly QueueServiceClient queues;
    private readonly ImageStore store;

    public LocalHostTests(SmallModelFixture small)
    {
        this.small = small;
        connection = StorageConnection.Read(TestSettings.Of(("ImageStorage", connectionString)));
        queues = QueueStorage.Connect(connection)!;
        store = new ImageStore(connection.Blobs, new ContainerNames("images", "overlays", "predictions"));
    }

    [Fact]
    public async Task The_first_start_processes_the_samples_and_then_new_images_and_a_second_one_repeats_no_work()
    {
        await using var program = Start(ModelFixture.QuantizedPath);
        await program.PrintsAsync("7 sample photographs were uploaded");
        await program.PrintsAsync("chelsea.png: Egyptian cat");
        await program.PrintsAsync("coffee.png: espresso");
        await program.PrintsAsync("camera.png: tripod");
        await program.PrintsAsync("rocket.jpg: drilling platform");
        await store.AssertLocalizedAsync("chelsea.png", "Egyptian cat");

        await store.UploadAsync("late/cup.png", Photographs.Read("coffee"));
        await store.UploadAsync("nothing.jpg", []);
        await program.PrintsAsync("late/cup.png: espresso");
        await program.PrintsAsync("nothing.jpg refused: The file is empty");
        Assert.NotNull((await store.ReadRecordAsync("nothing.jpg")).Error);

        await store.UploadAsync("nothing.jpg", Photographs.Read("chelsea"));
        await program.PrintsAsync("nothing.jpg: Egyptian cat");

        using var browser = new HttpClient();
        using var overlay = await browser.GetAsync(store.Overlays.GetBlobClient("chelsea.png.cam.jpg").Uri);
        Assert.True(overlay.IsSuccessStatusCode, "The address that is printed opens in a browser.");

        program.Interrupt();
        await program.ExitedAsync();
        Assert.Equal(0, program.ExitCode);
        await AssertStorageIsGoneAsync();

        await using var second = Start(ModelFixture.QuantizedPath);
        await second.PrintsAsync("rocket.jpg is up to date");
        Assert.DoesNotContain("sample photographs", second.Output, StringComparison.Ordinal);
        second.Interrupt();
        await second.ExitedAsync();
        Assert.Equal(0, second.ExitCode);
    }

    [Fact]
    public async Task Azurite_exits_if_the_local_host_is_killed()
    {
        await using var program = Start(small.ModelPath);
        await program.PrintsAsync("Ctrl+C stops");
        program.Kill();
        await program.ExitedAsync();
        await AssertStorageIsGoneAsync();
    }

    [Fact]
    public async Task An_image_that_fails_five_times_goes_to_the_poison_queue_and_does_not_stop_others()
    {
        await using var program = Start(small.ModelPath);
        await program.PrintsAsync("rocket.jpg: class");
        // Somebody else holds the overlay's name, and does not let it be written.
        var overlay = store.Overlays.GetBlobClient(ResultNames.Overlay("unlucky.png"));
        await overlay.UploadAsync(BinaryData.FromBytes([1]));
        await overlay.GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        await store.UploadAsync("unlucky.png", Photographs.Read("chelsea"));
        await program.PrintsAsync("unlucky.png: try 5 of 5 failed");
        await program.PrintsAsync("unlucky.png: given up");
        var poison = queues.GetQueueClient("webjobs-blobtrigger-poison");
        QueueMessage[] messages = [];
        await Eventually.HoldsAsync("a poison message", async () =>
        {
            messages = await poison.ExistsAsync() ? await poison.ReceiveMessagesAsync(maxMessages: 10) : messages;
            return messages.Length > 0;
        });
        using var message = JsonDocument.Parse(Assert.Single(messages).Body);
        Assert.Equal("Host.Functions.LocalizeImage", message.RootElement.GetProperty("FunctionId").GetString());
        Assert.Equal("unlucky.png", message.RootElement.GetProperty("BlobName").GetString());
        Assert.Equal("images", message.RootElement.GetProperty("ContainerName").GetString());

        await store.UploadAsync("lucky.png", Photographs.Read("coffee"));
        await program.PrintsAsync("lucky.png: class");
    }

    [Fact]
    public async Task A_second_local_host_of_the_same_images_ends_with_a_sentence_and_leaves_the_first_alone()
    {
        await using var first = Start(small.ModelPath);
        await first.PrintsAsync("rocket.jpg: class");
        await using var second = await Start(small.ModelPath).ExitedAsync();
        Assert.Equal(1, second.ExitCode);
        Assert.StartsWith($"Another local host works on {store.Images.Uri}. Stop it, or", second.Errors, StringComparison.Ordinal);
        await store.UploadAsync("later.png", Photographs.Read("coffee"));
        await first.PrintsAsync("later.png: class");
    }

    [Fact]
    public async Task No_process_is_left_if_the_local_host_is_killed()
    {
        await using var program = Start(small.ModelPath);
        await program.PrintsAsync("rocket.jpg: class");
        var children = Directory.GetDirectories("/proc").Where(process => ParentOf(process) == program.Id).ToArray();
        Assert.Equal(2, children.Length);
        program.Kill();
        await program.ExitedAsync();
        await Eventually.HoldsAsync("no process is left", () => Task.FromResult(!children.Any(Directory.Exists)));
    }

    [Fact]
    public async Task A_folder_without_an_app_is_named()
    {
        await using var program = await RunningProgram.Cam(null, folder.Path, "host", "--app", folder.Path).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("it contains no worker.config.json.", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named()
    {
        using var somebody = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, queues.Uri.Port);
        somebody.Start();
        await using var program = await Start(small.ModelPath).ExitedAsync();
        Assert.NotEqual(0, program.ExitCode);
        Assert.Contains($"{queues.Uri.Port}", program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreachable_storage_is_an_error_with_a_message()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ImageStorage"] = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=YWJj;BlobEndpoint=https://nowhere.invalid/a",
            ["ModelPath"] = small.ModelPath,
        };
        await using var program = await RunningProgram.LocalHost(settings, folder.Path).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.StartsWith("Storage can't be reached:", program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Errors, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        folder.Dispose();
        var data = Path.Combine(ProjectFile.Root, EmulatedStorage.DataFolder(connection.Blobs.Uri));
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private RunningProgram Start(string model) => RunningProgram.LocalHost(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["ImageStorage"] = connectionString, ["ModelPath"] = model },
        folder.Path);

    /// <returns>The id of a process's parent; <see langword="null"/> if it is no process, or has ended.</returns>
    private static int? ParentOf(string process)
    {
        try
        {
            var line = File.ReadLines(Path.Combine(process, "status")).Single(line => line.StartsWith("PPid:", StringComparison.Ordinal));
            return int.Parse(line["PPid:".Length..], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private Task AssertStorageIsGoneAsync() => Eventually.HoldsAsync(
        "Azurite stops",
        async () => await StorageProbe.ProbeAsync(connection.Blobs.Uri, CancellationToken.None) == StorageAnswer.None);
}
