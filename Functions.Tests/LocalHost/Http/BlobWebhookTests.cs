using System.Net;
using System.Text;
using CamFunctions.LocalHost.Http;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Tests.LocalHost.Host;
using Microsoft.AspNetCore.Builder;

namespace CamFunctions.Tests.LocalHost.Http;

/// <summary>The webhook that Event Grid delivers events of blobs to.</summary>
public sealed class BlobWebhookTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Function = "Host.Functions.Work";
    private const string Key = "a+/key==";

    private readonly HttpClient http = new();
    private ScriptedHost host = null!;
    private WebApplication application = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ScriptedHost.StartAsync(azurite);
        var settings = AzuriteFixture.SettingsOf(("HttpPort", "0"), ("CAM_BLOBS_EXTENSION_KEY", Key));
        application = await HttpApplication.StartAsync(settings, host.Host, _ => { }, CancellationToken.None);
    }

    [Fact]
    public async Task Each_blob_of_a_batch_of_events_is_queued()
    {
        await host.UploadAsync("ok.ü 1");
        await host.UploadAsync("ok_a/+#2");
        using var response = await PostAsync(Events("ok.ü 1", "ok_a/+#2"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await host.Recorded.SeenAsync("done ok.ü 1");
        await host.Recorded.SeenAsync("done ok_a/+#2");
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
        await host.UploadAsync("1.png");
        using var response = await PostAsync(Events("1.png"), code: code);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(host.Recorded.StartingWith("waiting"));
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
        Assert.Empty(host.Recorded.StartingWith("waiting"));
    }

    [Fact]
    public async Task Events_for_other_functions_and_containers_are_accepted_and_dropped()
    {
        await host.UploadAsync("1.png");
        using var other = await PostAsync(Events("1.png"), function: "Host.Functions.Other");
        using var elsewhere = await PostAsync(Event("https://a.blob.core.windows.net/elsewhere/1.png"));
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, elsewhere.StatusCode);
        Assert.Empty(host.Recorded.StartingWith("waiting"));
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

    private string Events(params string[] names) =>
        $"[{string.Join(',', names.Select(name => Event(host.AddressOf(name).AbsoluteUri)[1..^1]))}]";

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
