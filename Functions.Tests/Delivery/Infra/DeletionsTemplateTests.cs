using System.Text.Json.Nodes;

namespace CamFunctions.Tests.Infra;

/// <summary>The event subscription to deleted images, whose events wait in a queue of the app.</summary>
public sealed class DeletionsTemplateTests
{
    public DeletionsTemplateTests() => Bicep.SkipUnlessThere();

    [Fact]
    public async Task Deleted_images_and_nothing_else_are_sent_to_the_functions_queue_by_the_topics_identity()
    {
        var prediction = await Prediction.OfOtherValuesAsync();
        var subscription = prediction.EventSubscription("deleted-images")["properties"]!;
        var filter = subscription["filter"]!;
        Assert.Equal("/blobServices/default/containers/photos/blobs/", Prediction.Text(filter, "subjectBeginsWith"));
        Prediction.AssertSame(["Microsoft.Storage.BlobDeleted"], Prediction.Texts(filter["includedEventTypes"]!));
        // The schema that the function reads.
        Assert.Equal("EventGridSchema", Prediction.Text(subscription, "eventDeliverySchema"));

        var delivery = subscription["deliveryWithResourceIdentity"]!;
        Assert.Equal("SystemAssigned", Prediction.Text(delivery["identity"]!, "type"));
        var destination = delivery["destination"]!;
        Assert.Equal("StorageQueue", Prediction.Text(destination, "endpointType"));
        var (account, queue) = Destination(destination["properties"]!);
        Assert.Contains("/storageAccounts/camhost", account, StringComparison.Ordinal);
        Assert.Equal(CamFunctions.Functions.DeleteResults.Queue, queue);
    }

    [Fact]
    public async Task There_is_neither_queue_nor_subscription_unless_results_are_to_be_deleted()
    {
        var prediction = await Prediction.OfDefaultsAsync();
        Assert.DoesNotContain(
            prediction.All, resource => Prediction.Text(resource, "name").EndsWith("/deleted-images", StringComparison.Ordinal));
    }

    private static (string Account, string Queue) Destination(JsonNode properties) =>
        (Prediction.Text(properties, "resourceId"), Prediction.Text(properties, "queueName"));
}
