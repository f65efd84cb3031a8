using Azure.Storage.Blobs.Specialized;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli;

/// <summary>Images that the host has given up, and events that never arrived, come back.</summary>
public sealed class PoisonTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_poisoned_image_is_listed_and_its_message_goes_only_with_its_record()
    {
        var store = await azurite.NewStoreAsync();
        var queue = azurite.Queues.GetQueueClient("webjobs-blobtrigger-poison");
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(Message(store, "ü cat.png"));
        await queue.SendMessageAsync(Message(store, "held.png"));
        await queue.SendMessageAsync(Message(store, "gone.png"));
        await store.UploadAsync("ü cat.png", Photographs.Read("chelsea"));
        await store.UploadAsync("held.png", Photographs.Read("coffee"));
        var held = store.Overlays.GetBlobClient(ResultNames.Overlay("held.png"));
        await held.UploadAsync(BinaryData.FromBytes([1]));
        var lease = held.GetBlobLeaseClient();
        await lease.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);

        await using var list = await Cam(store, "deadletters", "poison").ExitedAsync();
        Assert.Equal(0, list.ExitCode);
        Assert.Contains($"{store.Names.Images}/ü cat.png: has no record", list.Output, StringComparison.Ordinal);
        Assert.Contains($"{store.Names.Images}/gone.png: the image no longer exists", list.Output, StringComparison.Ordinal);

        await using var retry = await Cam(store, "deadletters", "poison", "--retry").ExitedAsync();
        Assert.Equal(1, retry.ExitCode);
        Assert.Contains("held.png: failed again: ", retry.Output, StringComparison.Ordinal);
        await store.AssertLocalizedAsync("ü cat.png", "Egyptian cat");
        Assert.Equal(["held.png"], await PoisonedAsync(store));

        await lease.ReleaseAsync();
        await using var again = await Cam(store, "deadletters", "poison", "--retry").ExitedAsync();
        Assert.True(again.ExitCode == 0, again.Output + again.Errors);
        await store.AssertLocalizedAsync("held.png", "espresso");
        Assert.Empty(await PoisonedAsync(store));
    }

    [Fact]
    public async Task Events_that_could_not_be_delivered_are_replayed_and_only_then_deleted()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("a/cat.png", Photographs.Read("chelsea"));
        await store.UploadAsync("a/cup.png", Photographs.Read("coffee"));
        var letters = azurite.Blobs.GetBlobContainerClient($"letters-{Guid.NewGuid():N}"[..20]);
        await letters.CreateAsync();
        await letters.UploadBlobAsync("topic/SUB/2026/11/24/8/1.json", Events(store, "a/cat.png", "a/cup.png", "a/gone.png"));
        await letters.UploadBlobAsync("topic/SUB/2026/11/24/8/2.json", BinaryData.FromString("not events"));

        await using var replay = await Cam(store, letters.Name, "backfill", "--dead-letters").ExitedAsync();
        Assert.Equal(1, replay.ExitCode);
        Assert.Contains("2.json: not an array of events", replay.Output, StringComparison.Ordinal);
        await store.AssertLocalizedAsync("a/cat.png", "Egyptian cat");
        await store.AssertLocalizedAsync("a/cup.png", "espresso");
        Assert.Equal(["topic/SUB/2026/11/24/8/2.json"], await letters.NamesAsync(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Without_a_container_of_undelivered_events_there_is_nothing_to_do()
    {
        var store = await azurite.NewStoreAsync();
        await using var replay = await Cam(store, "letters-nowhere", "backfill", "--dead-letters").ExitedAsync();
        Assert.True(replay.ExitCode == 0, replay.Errors);
        Assert.Contains("There is no container letters-nowhere", replay.Output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>As the host writes it; see TestData/RealHost and the local host's own test of the message.</summary>
    private static string Message(ImageStore store, string name) =>
        $$"""
        {
          "Type": "BlobTrigger",
          "FunctionId": "Host.Functions.LocalizeImage",
          "BlobType": "BlockBlob",
          "ContainerName": "{{store.Names.Images}}",
          "BlobName": "{{name}}",
          "ETag": "\"0x8DC\""
        }
        """;

    private static BinaryData Events(ImageStore store, params string[] images) => BinaryData.FromObjectAsJson(images.Select(image => new
    {
        id = Guid.NewGuid(),
        eventType = "Microsoft.Storage.BlobCreated",
        subject = $"/blobServices/default/containers/{store.Names.Images}/blobs/{image}",
        data = new { api = "PutBlob", url = store.Images.GetBlobClient(image).Uri },
        deadLetterReason = "MaxDeliveryAttemptsExceeded",
    }));

    private async Task<IReadOnlyList<string>> PoisonedAsync(ImageStore store)
    {
        var messages = await azurite.Queues.GetQueueClient("webjobs-blobtrigger-poison").PeekMessagesAsync(maxMessages: 32);
        return [.. new[] { "ü cat.png", "held.png", "gone.png" }.Where(name => messages.Value.Any(message =>
            message.Body.ToString().Contains(store.Names.Images, StringComparison.Ordinal) &&
            message.Body.ToString().Contains($"\"{name}\"", StringComparison.Ordinal)))];
    }

    private RunningProgram Cam(ImageStore store, string deadLetters, params string[] arguments) => RunningProgram.Cam(
        new Dictionary<string, string>(RunningFunctions.AppSettings(azurite, store), StringComparer.Ordinal)
        {
            ["DeadLettersContainer"] = deadLetters,
            ["StorageWaitSeconds"] = "0",
        },
        folder.Path,
        arguments);
}
