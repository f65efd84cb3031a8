using System.Text.Json.Nodes;
using CamFunctions.Storage;

namespace CamFunctions.Tests.Infra;

/// <summary>The event subscription of another system: which events it gets, in which form, and by whose identity.</summary>
public sealed class ResultsTemplateTests
{
    private const string Function = "/subscriptions/00000000-0000-0000-0000-000000000009/resourceGroups/rg-theirs/providers/" +
        "Microsoft.Web/sites/their-app/functions/OnRecord";

    private static readonly (string, string) Webhook = ("CAM_RESULTS_WEBHOOK", "https://example.org/hook?code=secret");

    public ResultsTemplateTests() => Bicep.SkipUnlessThere();

    [Fact]
    public async Task Finished_records_and_nothing_else_are_sent_as_cloud_events()
    {
        var subscription = Subscription(await Prediction.OfOtherValuesAsync());
        Assert.Equal("CloudEventSchemaV1_0", Prediction.Text(subscription, "eventDeliverySchema"));
        var filter = subscription["filter"]!;
        Prediction.AssertSame(["Microsoft.Storage.BlobCreated"], Prediction.Texts(filter["includedEventTypes"]!));
        var begin = Prediction.Text(filter, "subjectBeginsWith");
        Assert.Equal("/blobServices/default/containers/answers/blobs/", begin);
        Assert.EndsWith(Prediction.Text(filter, "subjectEndsWith"), begin + ResultNames.Record("cat.png"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queues_are_written_to_by_the_topics_identity()
    {
        IsWrittenTo(Subscription(await Prediction.OfOtherValuesAsync()), "StorageQueue");
        IsWrittenTo(Subscription(await Prediction.OfOneAccountAsync()), "ServiceBusQueue");
    }

    [Fact]
    public async Task A_storage_queue_is_named_apart_from_its_account_and_keeps_events_until_somebody_takes_them()
    {
        var destination = Queue(Subscription(await Prediction.OfOtherValuesAsync()))["properties"]!;
        Assert.Equal(
            (Prediction.StorageQueue.Split("/queueServices/")[0], "rows", -1),
            (Prediction.Text(destination, "resourceId"), Prediction.Text(destination, "queueName"),
                destination["queueMessageTimeToLiveInSeconds"]!.GetValue<int>()));
        var bus = Queue(Subscription(await Prediction.OfOneAccountAsync()))["properties"]!;
        Assert.Equal(Prediction.ServiceBusQueue, Prediction.Text(bus, "resourceId"));
    }

    [Fact]
    public async Task Functions_and_webhooks_are_called_by_their_own_keys()
    {
        IsCalled(Subscription(await Prediction.OfAsync(("CAM_RESULTS_DESTINATION", Function))), "AzureFunction", "resourceId", Function);
        // The address of a webhook is a secret, which no prediction shows.
        IsCalled(Subscription(await Prediction.OfAsync(Webhook)), "WebHook", "endpointUrl", "[parameters('resultsWebhook')]");
        Assert.Equal(
            "securestring",
            Prediction.Text((await Bicep.BuildAsync("main.bicep"))["parameters"]!["resultsWebhook"]!, "type"));
    }

    [Fact]
    public async Task Without_a_destination_there_is_a_subscription_only_if_there_is_a_webhook() => Assert.Equal(
        "[or(false(), not(empty(parameters('resultsWebhook'))))]",
        Prediction.Text(Resource(await Prediction.OfDefaultsAsync()), "condition"));

    [Fact]
    public async Task Events_that_cant_be_delivered_lie_apart_from_those_of_undelivered_images()
    {
        var deadLetters = Subscription(await Prediction.OfOtherValuesAsync())["deadLetterWithResourceIdentity"]!;
        Assert.Equal("SystemAssigned", Prediction.Text(deadLetters["identity"]!, "type"));
        var destination = deadLetters["deadLetterDestination"]!["properties"]!;
        Assert.Contains("/storageAccounts/camdata", Prediction.Text(destination, "resourceId"), StringComparison.Ordinal);
        Assert.Equal("untold", Prediction.Text(destination, "blobContainerName"));
    }

    [Theory]
    [InlineData("https://example.org/hook")]
    [InlineData("/subscriptions/1/resourceGroups/theirs/providers/Microsoft.ServiceBus/namespaces/bus/topics/records")]
    public async Task A_destination_of_another_kind_is_refused_with_a_sentence(string destination)
    {
        var refusal = await Bicep.RefusalAsync("main.bicepparam", [.. Prediction.Named, ("CAM_RESULTS_DESTINATION", destination)]);
        Assert.Contains("CAM_RESULTS_DESTINATION must be the id of a storage queue", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_and_a_webhook_are_refused_before_anything_is_deployed()
    {
        var refusal = await Bicep.RefusalAsync(
            "main.bicepparam", [.. Prediction.Named, ("CAM_RESULTS_DESTINATION", Prediction.StorageQueue), Webhook]);
        Assert.Contains("CAM_RESULTS_DESTINATION and CAM_RESULTS_WEBHOOK are both set", refusal, StringComparison.Ordinal);
    }

    private static void IsWrittenTo(JsonNode subscription, string kind)
    {
        Assert.Null(subscription["destination"]);
        Assert.Equal("SystemAssigned", Prediction.Text(subscription["deliveryWithResourceIdentity"]!["identity"]!, "type"));
        Assert.Equal(kind, Prediction.Text(Queue(subscription), "endpointType"));
    }

    private static void IsCalled(JsonNode subscription, string kind, string property, string target)
    {
        Assert.Null(subscription["deliveryWithResourceIdentity"]);
        var destination = subscription["destination"]!;
        Assert.Equal(kind, Prediction.Text(destination, "endpointType"));
        Assert.Equal(target, Prediction.Text(destination["properties"]!, property));
    }

    private static JsonNode Queue(JsonNode subscription) => subscription["deliveryWithResourceIdentity"]!["destination"]!;

    private static JsonNode Subscription(Prediction prediction) => Resource(prediction)["properties"]!;

    private static JsonNode Resource(Prediction prediction) => prediction.EventSubscription("finished-records");
}
