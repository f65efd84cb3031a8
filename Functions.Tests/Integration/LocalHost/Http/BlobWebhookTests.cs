using System.Net;
using System.Text;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Http;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;

namespace CamFunctions.Tests.LocalHost.Http;

/// <summary>The webhook that Event Grid delivers events of blobs to.</summary>
public sealed class BlobWebhookTests(AzuriteFixture azurite, SmallModelFixture small) : IAsyncLifetime
{
    private const string Function = "Host.Functions.LocalizeImage";
    private const string Key = "a+/key==";

    private readonly HttpClient http = new();
    private ImageStore store = null!;
    private RunningFunctions host = null!;
    private WebApplication application = null!;

    public async ValueTask InitializeAsync()
    {
        store = await azurite.NewStoreAsync();
        var worker = new Dictionary<string, string>(StringComparer.Ordinal) { ["ModelPath"] = small.ModelPath };
        host = await RunningFunctions.ListenAsync(azurite, store, worker);
        var settings = TestSettings.Of(("HttpPort", "0"), ("CAM_BLOBS_EXTENSION_KEY", Key));
        application = await HttpApplication.StartAsync(settings, host.Host, host.App, _ => { }, CancellationToken.None);
    }

    [Fact]
    public async Task Each_blob_of_a_batch_of_events_is_queued()
    {
        await UploadAsync("ok.ü 1");
        await UploadAsync("ok_a/+#2");
        using var response = await PostAsync(Events("ok.ü 1", "ok_a/+#2"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await SucceedsAsync("ok.ü 1");
        await SucceedsAsync("ok_a/+#2");
    }

    [Fact]
    public async Task The_code_of_a_subscription_that_is_to_be_validated_is_repeated()
    {
        const string Validation = """[{ "id": "1", "data": { "validationCode": "5-1-2", "validationUrl": "https://x" } }]""";
        using var response = await PostAsync(Validation, type: "SubscriptionValidation");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"validationResponse":"5-1-2"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("&code=")]
    [InlineData("&code=a%2B%2Fkey")]
    [InlineData("&code=a+/key==")]
    public async Task Without_the_right_key_events_are_refused(string code)
    {
        await UploadAsync("1.png");
        using var response = await PostAsync(Events("1.png"), code: code);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        await AssertNothingWasQueuedAsync();
    }

    [Theory]
    [InlineData("", "Notification")]
    [InlineData("[", "Notification")]
    [InlineData("null", "Notification")]
    [InlineData("[1]", "Notification")]
    [InlineData("""[{ "data": { "url": "cat.png", "eTag": "1", "blobType": "BlockBlob" } }]""", "Notification")]
    [InlineData("""[{ "data": { "url": "https://a.blob.core.windows.net/images/cat.png", "eTag": "1" } }]""", "Notification")]
    [InlineData("""[{ "data": { "validationUrl": "https://x" } }]""", "SubscriptionValidation")]
    [InlineData("[]", "SubscriptionValidation")]
    [InlineData("[]", "Other")]
    [InlineData("[]", null)]
    public async Task A_body_that_is_not_what_its_header_says_is_a_bad_request(string body, string? type)
    {
        using var response = await PostAsync(body, type);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await AssertNothingWasQueuedAsync();
    }

    [Fact]
    public async Task Events_for_other_functions_are_accepted_and_dropped()
    {
        await UploadAsync("1.png");
        using var other = await PostAsync(Events("1.png"), function: "Host.Functions.Other");
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
        await AssertNothingWasQueuedAsync();
    }

    [Fact]
    public async Task A_page_of_another_site_can_not_send_events()
    {
        using var response = await PostAsync(Events("1.png"), origin: "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await application.DisposeAsync();
        await host.DisposeAsync();
    }

    private Task UploadAsync(string name) => store.UploadAsync(name, TestImages.Encode(TestImages.Quarters(), ".png"));

    private Task SucceedsAsync(string name) => Eventually.HoldsAsync(
        $"{name} is localized", () => Task.FromResult(host.Events.Contains(new HostEvent.Succeeded($"{store.Names.Images}/{name}"))));

    /// <summary>An image that is posted later would be invoked after the others.</summary>
    private async Task AssertNothingWasQueuedAsync()
    {
        await UploadAsync("last.png");
        using var response = await PostAsync(Events("last.png"));
        await SucceedsAsync("last.png");
        Assert.Equal(
            [$"{store.Names.Images}/last.png"],
            host.Events.OfType<HostEvent.Started>().Select(started => started.Subject),
            StringComparer.Ordinal);
    }

    private string Events(params string[] names) =>
        $"[{string.Join(',', names.Select(name => Event(store.Images.GetBlobClient(name).Uri.AbsoluteUri)[1..^1]))}]";

    private static string Event(string address) =>
        $$"""[{ "eventType": "Microsoft.Storage.BlobCreated", "data": { "url": "{{address}}", "eTag": "1", "blobType": "BlockBlob" } }]""";

    private async Task<HttpResponseMessage> PostAsync(
        string body,
        string? type = "Notification",
        string code = "&code=a%2B%2Fkey%3D%3D",
        string function = Function,
        string? origin = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{application.Urls.Single()}/runtime/webhooks/blobs?functionName={function}{code}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (header, value) in new[] { ("aeg-event-type", type), ("Origin", origin) })
        {
            if (value is not null)
            {
                request.Headers.Add(header, value);
            }
        }

        return await http.SendAsync(request);
    }
}
