using System.Text.Json.Nodes;

namespace CamFunctions.Tests.Infra;

/// <summary>The event subscription: which events reach the function, and where the others go.</summary>
public sealed class SubscriptionTemplateTests
{
    private static readonly (string, string)[] Variables =
    [
        ("CAM_FUNCTION_APP", "app"), ("CAM_SYSTEM_TOPIC", "topic"), ("CAM_IMAGES_CONTAINER", "photos"), ("CAM_BLOBS_EXTENSION_KEY", "k"),
        ("CAM_DATA_ACCOUNT", "data"), ("CAM_DEAD_LETTERS_CONTAINER", "lost"),
    ];

    public SubscriptionTemplateTests() => Bicep.SkipUnlessThere();

    [Fact]
    public async Task New_images_and_nothing_else_are_sent_to_the_function()
    {
        var subscription = await PredictAsync();
        var destination = subscription["destination"]!;
        Assert.Equal("WebHook", Prediction.Text(destination, "endpointType"));
        var address = Prediction.Text(destination["properties"]!, "endpointUrl");
        Assert.Contains($"?functionName=Host.Functions.{DeployedFunctions.LocalizeImage}&code=", address, StringComparison.Ordinal);
        Assert.Contains("https://{0}/runtime/webhooks/blobs'", address, StringComparison.Ordinal);
        var filter = subscription["filter"]!;
        Assert.Equal("/blobServices/default/containers/photos/blobs/", Prediction.Text(filter, "subjectBeginsWith"));
        Prediction.AssertSame(["Microsoft.Storage.BlobCreated"], Prediction.Texts(filter["includedEventTypes"]!));
    }

    [Fact]
    public async Task What_cant_be_delivered_is_written_to_a_container_by_the_topics_identity()
    {
        var deadLetters = (await PredictAsync())["deadLetterWithResourceIdentity"]!;
        Assert.Equal("SystemAssigned", Prediction.Text(deadLetters["identity"]!, "type"));
        var destination = deadLetters["deadLetterDestination"]!;
        Assert.Equal("StorageBlob", Prediction.Text(destination, "endpointType"));
        Assert.EndsWith("/storageAccounts/data", Prediction.Text(destination["properties"]!, "resourceId"), StringComparison.Ordinal);
        Assert.Equal("lost", Prediction.Text(destination["properties"]!, "blobContainerName"));
    }

    [Fact]
    public async Task It_takes_nothing_that_the_main_template_does_not_hand_on()
    {
        var outputs = (await Bicep.BuildAsync("main.bicep"))["outputs"]!.AsObject().Select(output => output.Key);
        var parameters = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "subscription.bicepparam"));
        var variables = parameters.Split("readEnvironmentVariable('").Skip(1).Select(part => part.Split('\'')[0]);
        Assert.Equal("CAM_BLOBS_EXTENSION_KEY", Assert.Single(variables.Except(outputs, StringComparer.Ordinal)));
    }

    private static async Task<JsonNode> PredictAsync() =>
        Assert.Single(await Bicep.PredictAsync("subscription.bicepparam", Variables))!["properties"]!;
}
