using CamFunctions.Functions.Handler;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Handler;

/// <summary>Invocations for events of deleted blobs, over HTTP.</summary>
public sealed class DeletionInvocationTests(SmallModelFixture small, AzuriteFixture azurite)
{
    public static TheoryData<string> Forms => ["as the host sends it", "without data", "once encoded"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_blob_is_found_in_each_form_of_the_event(string form)
    {
        const string Image = "ün/a +%20#.png";
        var store = await azurite.NewStoreAsync();
        await using var handler = await RunningHandler.StartAsync(small.Processor(), store, deletesResults: true);
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        var image = store.Images.GetBlobClient(Image);
        Assert.Equal(200, (await handler.InvokeAsync(image.Uri)).Status);
        Assert.True(await store.HasRecordAsync(Image));
        await image.DeleteAsync();

        var body = form switch
        {
            "without data" => HostInvocation.ForDeletionWithoutData(image.Uri),
            "once encoded" => HostInvocation.ForDeletionOnceEncoded(image.Uri),
            _ => HostInvocation.ForDeletion(image.Uri),
        };
        var (status, answer) = await handler.PostAsync(body, DeleteResultsFunction.FunctionName);

        Assert.Equal(200, status);
        Assert.Contains($"{Image} was deleted", answer.GetProperty("Logs")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (await store.Predictions.CountAsync(), await store.Overlays.CountAsync()));
    }

    [Theory]
    [InlineData("{}", "has no event with a blob's address")]
    [InlineData("""{"Data":{"event":"\"oops\""},"Metadata":{"data":[]}}""", "is not the JSON that the Functions host sends")]
    [InlineData("""{"Metadata":{"data":{"url":"no address"}}}""", "has no event with a blob's address")]
    [InlineData("""{"Metadata":"\ud800"}""", "is not the JSON that the Functions host sends")]
    [InlineData("""{"Data":"\\\ud800\""}""", "is not the JSON that the Functions host sends")]
    [InlineData("[", "is not the JSON that the Functions host sends")]
    public async Task A_body_that_is_no_event_is_refused_with_a_sentence(string body, string reason)
    {
        await using var handler = await RunningHandler.StartWithoutStorageAsync(small.Processor());
        var (status, answer) = await handler.PostAsync(body, DeleteResultsFunction.FunctionName);
        Assert.Equal(400, status);
        Assert.Contains(reason, answer.GetProperty("Error").GetString(), StringComparison.Ordinal);
    }
}
