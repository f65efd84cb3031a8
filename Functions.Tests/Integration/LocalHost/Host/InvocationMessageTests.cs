using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Host.Protocol;
using CamFunctions.Shared.Configuration;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>Invocations of blobs in storage, compared with captured requests of the genuine host.</summary>
public sealed class InvocationMessageTests(AzuriteFixture azurite)
{
    /// <summary>What differs from blob to blob, and a property that the library has had since.</summary>
    private static readonly string[] Varying =
        ["LastModified", "CreatedOn", "AccessTierChangedOn", "ContentLength", "ContentHash", "SmartAccessTier"];

    [Theory]
    [InlineData("08-host-InvocationRequest-blob-special-name")]
    [InlineData("11-host-InvocationRequest-blob-plain-name")]
    [InlineData("14-host-InvocationRequest-of-a-blob-that-throws")]
    public async Task A_blob_in_storage_leads_to_the_request_of_the_real_host(string name)
    {
        var captured = Captured.Message(name);
        var metadata = captured.InvocationRequest.TriggerMetadata;
        var store = await azurite.NewStoreAsync();
        await store.Images.GetBlobClient(metadata["name"].String).UploadAsync(BinaryData.FromString("content"), new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "image/jpeg" },
            Metadata = JsonNode.Parse(metadata["Metadata"].Json)!.AsObject()
                .ToDictionary(value => value.Key, value => $"{value.Value}", StringComparer.Ordinal),
        });

        var sent = await InvokeAsync(store.Names.Images, metadata["name"].String);
        Captured.AssertSame(
            Comparable(captured, "http://127.0.0.1:26000/devstoreaccount1/images", "images"),
            Comparable(new() { InvocationRequest = sent }, store.Images.Uri.AbsoluteUri, store.Names.Images));
    }

    /// <summary>Invokes the function of the captured worker with the genuine trigger code, but without a worker.</summary>
    private async Task<InvocationRequest> InvokeAsync(string container, string name)
    {
        var settings = new Settings(
        [
            new("AzureWebJobsStorage", azurite.ConnectionString), new("ImageStorage", azurite.ConnectionString),
            new("ImagesContainer", container),
        ]);
        var function = Captured.Functions()[0];
        InvocationRequest? sent = null;
        await using var triggers = new TriggerHost(
            FunctionApp.Read(AppContext.BaseDirectory, settings),
            [function],
            (instance, _, value, binder, _) =>
            {
                sent = InvocationMessage.Create(function, instance.Id, value, binder.BindingData);
                return Task.CompletedTask;
            },
            Assert.Fail);
        await triggers.CallAsync(function, $"{container}/{name}", TestContext.Current.CancellationToken);
        // Not from the trigger: an argument of this call.
        Assert.True(sent!.TriggerMetadata.Remove(function.Parameter));
        return sent;
    }

    private static JsonNode Comparable(StreamingMessage message, string containerAddress, string container)
    {
        var request = message.InvocationRequest.Clone();
        request.InvocationId = string.Empty;
        var reference = request.InputData[0].Data.ModelBindingData;
        var properties = JsonNode.Parse(request.TriggerMetadata["Properties"].Json)!.AsObject();
        Array.ForEach(Varying, varying => properties.Remove(varying));
        request.TriggerMetadata["Properties"].Json = properties.ToJsonString();
        var json = Captured.Json(new StreamingMessage { InvocationRequest = request }).ToJsonString()
            .Replace(containerAddress, "CONTAINER", StringComparison.Ordinal)
            .Replace($"\"{container}/", "\"images/", StringComparison.Ordinal);
        var result = JsonNode.Parse(json)!;
        // The bytes of the reference as text.
        result["reference"] = Encoding.UTF8.GetString(reference.Content.Span).Replace(container, "images", StringComparison.Ordinal);
        result["invocationRequest"]!["inputData"]![0]!["data"]!["modelBindingData"]!.AsObject().Remove("content");
        return result;
    }
}
