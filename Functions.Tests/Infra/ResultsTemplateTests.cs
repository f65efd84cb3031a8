using System.Text.Json.Nodes;
using CamFunctions.Storage;

namespace CamFunctions.Tests.Infra;

/// <summary>The event subscription of another system: which events it gets, in which form, and by whose identity.</summary>
public sealed class ResultsTemplateTests
{
    public ResultsTemplateTests() => Bicep.SkipUnlessThere();

    public static TheoryData<string, string> Queues => new()
    {
        { Prediction.StorageQueue, "StorageQueue" },
        { Prediction.ServiceBusQueue, "ServiceBusQueue" },
    };

    [Fact]
    public async Task Finished_records_and_nothing_else_are_told_as_cloud_events()
    {
        var subscription = await PredictAsync(Prediction.StorageQueue);
        Assert.Equal("CloudEventSchemaV1_0", Prediction.Text(subscription, "eventDeliverySchema"));
        var filter = subscription["filter"]!;
        Prediction.AssertSame(["Microsoft.Storage.BlobCreated"], Prediction.Texts(filter["includedEventTypes"]!));
        var begin = Prediction.Text(filter, "subjectBeginsWith");
        Assert.Equal("/blobServices/default/containers/answers/blobs/", begin);
        Assert.EndsWith(Prediction.Text(filter, "subjectEndsWith"), begin + ResultNames.Record("cat.png"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task Queues_are_written_to_by_the_topics_identity(string queue, string kind)
    {
        var subscription = await PredictAsync(queue);
        Assert.Null(subscription["destination"]);
        var delivery = subscription["deliveryWithResourceIdentity"]!;
        Assert.Equal("SystemAssigned", Prediction.Text(delivery["identity"]!, "type"));
        Assert.Equal(kind, Prediction.Text(delivery["destination"]!, "endpointType"));
    }

    [Fact]
    public async Task A_storage_queue_is_named_apart_from_its_account_and_keeps_events_until_somebody_takes_them()
    {
        var destination = (await PredictAsync(Prediction.StorageQueue))["deliveryWithResourceIdentity"]!["destination"]!["properties"]!;
        Assert.Equal(
            (Prediction.StorageQueue.Split("/queueServices/")[0], "rows", -1),
            (Prediction.Text(destination, "resourceId"), Prediction.Text(destination, "queueName"),
                destination["queueMessageTimeToLiveInSeconds"]!.GetValue<int>()));
        var bus = (await PredictAsync(Prediction.ServiceBusQueue))["deliveryWithResourceIdentity"]!["destination"]!["properties"]!;
        Assert.Equal(Prediction.ServiceBusQueue, Prediction.Text(bus, "resourceId"));
    }

    [Fact]
    public async Task Functions_and_webhooks_are_called_by_their_own_keys()
    {
        var function = $"{Prediction.TheirGroup}/Microsoft.Web/sites/their-app/functions/OnRecord";
        IsCalled(await PredictAsync(function), "AzureFunction", "resourceId", function);
        // A webhook's address is a secret, which no prediction shows.
        IsCalled(await PredictAsync(string.Empty), "WebHook", "endpointUrl", "[parameters('resultsWebhook')]");
        Assert.Equal(
            "securestring",
            Prediction.Text((await Bicep.BuildAsync("results.bicep"))["parameters"]!["resultsWebhook"]!, "type"));
    }

    [Fact]
    public async Task What_cant_be_delivered_lies_apart_from_undelivered_images()
    {
        var deadLetters = (await PredictAsync(Prediction.StorageQueue))["deadLetterWithResourceIdentity"]!;
        Assert.Equal("SystemAssigned", Prediction.Text(deadLetters["identity"]!, "type"));
        var destination = deadLetters["deadLetterDestination"]!["properties"]!;
        Assert.EndsWith("/storageAccounts/data", Prediction.Text(destination, "resourceId"), StringComparison.Ordinal);
        Assert.Equal("untold", Prediction.Text(destination, "blobContainerName"));
    }

    [Theory]
    [InlineData("https://example.org/hook")]
    [InlineData("/subscriptions/1/resourceGroups/theirs/providers/Microsoft.ServiceBus/namespaces/bus/topics/records")]
    public async Task A_destination_of_another_kind_is_refused_with_a_sentence(string destination)
    {
        var refusal = await Bicep.RefusalAsync("results.bicepparam", Variables(destination));
        Assert.Contains("CAM_RESULTS_DESTINATION must be the id of a storage queue", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_nothing_that_the_main_template_does_not_hand_on_but_the_destination()
    {
        var outputs = (await Bicep.BuildAsync("main.bicep"))["outputs"]!.AsObject().Select(output => output.Key);
        var parameters = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "results.bicepparam"));
        var variables = parameters.Split("readEnvironmentVariable('").Skip(1).Select(part => part.Split('\'')[0]);
        Prediction.AssertSame(["CAM_RESULTS_DESTINATION", "CAM_RESULTS_WEBHOOK"], variables.Except(outputs, StringComparer.Ordinal));
    }

    private static void IsCalled(JsonNode subscription, string kind, string property, string target)
    {
        Assert.Null(subscription["deliveryWithResourceIdentity"]);
        var destination = subscription["destination"]!;
        Assert.Equal(kind, Prediction.Text(destination, "endpointType"));
        Assert.Equal(target, Prediction.Text(destination["properties"]!, property));
    }

    private static async Task<JsonNode> PredictAsync(string destination) =>
        Assert.Single(await Bicep.PredictAsync("results.bicepparam", Variables(destination)))!["properties"]!;

    private static (string, string)[] Variables(string destination) =>
    [
        ("CAM_SYSTEM_TOPIC", "topic"), ("CAM_PREDICTIONS_CONTAINER", "answers"), ("CAM_DATA_ACCOUNT", "data"),
        ("CAM_RESULT_DEAD_LETTERS_CONTAINER", "untold"), ("CAM_RESULTS_DESTINATION", destination),
        ("CAM_RESULTS_WEBHOOK", "https://example.org/hook?code=secret"),
    ];
}
