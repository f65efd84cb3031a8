using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CamFunctions.Shared.Records;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The page's HTTP interface, as used by scripts.</summary>
[Collection<SharedSmallHost>]
public sealed class ImagesApiTests(SmallHost fixture) : IDisposable
{
    private readonly RunningLocalHost host = fixture.Host;
    private readonly HttpClient http = new() { BaseAddress = new Uri(fixture.Host.Address) };

    [Fact]
    public async Task An_uploaded_image_is_processed_and_can_be_queried()
    {
        const string Name = "a b/ü?#%2F..\"'.png";
        var path = $"/api/images/{Uri.EscapeDataString(Name)}";
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(path, Photographs.Read("coffee"))).StatusCode);
        await host.PrintsAsync($"{Name}: ");
        var detail = await ReadAsync(path);
        Assert.Equal(Name, detail.GetProperty("image").GetProperty("name").GetString());
        Assert.Equal("done", detail.GetProperty("image").GetProperty("state").GetString());
        Assert.Equal(Name, detail.GetProperty("record").GetProperty("source").GetProperty("name").GetString());
        Assert.Equal(600, detail.GetProperty("window").GetProperty("width").GetDouble());
        var overlay = new Uri(detail.GetProperty("links").GetProperty("overlay").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(overlay)).StatusCode);

        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(path, [1], "*")).StatusCode);
        foreach (var kind in new[] { "thumbnails", "photographs" })
        {
            using var picture = await http.GetAsync(new Uri($"/api/{kind}/{Uri.EscapeDataString(Name)}", UriKind.Relative));
            Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task The_host_forwards_an_image_to_the_function_but_not_from_another_site()
    {
        using var client = new HttpClient { BaseAddress = host.Function };
        var file = Photographs.Read("coffee");
        using var response = await LocalizeRequest.PostAsync(client, LocalizeRequest.Named(file, "cup.png"), "?classes=space%20shuttle");
        var record = RecordJson.Read(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("cup.png", record.Source.Name);
        Assert.Equal("space shuttle", record.Predictions!.Single(entry => entry.Requested).Label);

        using var tooLarge = await LocalizeRequest.PostAsync(client, new ByteArrayContent(new byte[20_000_000]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Equal("application/problem+json", tooLarge.Content.Headers.ContentType!.MediaType);

        using var get = await client.GetAsync(host.Function);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        Assert.Equal(["POST"], get.Content.Headers.Allow);

        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        using var foreign = await LocalizeRequest.PostAsync(client, file);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task Images_are_listed_newest_first_and_in_pages()
    {
        await host.PrintsAsync("rocket.jpg: ");
        foreach (var name in new[] { "old.png", "middle.png", "new.png" })
        {
            // The resolution of times in storage is one second, and the test before may have uploaded something in this one.
            var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            await Eventually.HoldsAsync("the next second", () => Task.FromResult(DateTimeOffset.UtcNow.ToUnixTimeSeconds() > now));
            await PutAsync($"/api/images/{name}", Photographs.Read("camera"));
            await host.PrintsAsync($"{name}: ");
        }

        var first = await ReadAsync("/api/images?count=2");
        Assert.Equal(["new.png", "middle.png"], Names(first), StringComparer.Ordinal);
        var second = await ReadAsync($"/api/images?count=2&after={first.GetProperty("next").GetString()}");
        Assert.Equal("old.png", Names(second).First());
        var all = await ReadAsync("/api/images?count=500");
        Assert.Equal(JsonValueKind.Null, all.GetProperty("next").ValueKind);
        var total = first.GetProperty("total").GetInt32();
        Assert.Equal(Names(all).Count(), total);
        Assert.True(total >= 10, $"There are only {total} images.");
    }

    [Fact]
    public async Task Refused_images_have_a_reason_and_no_picture()
    {
        await PutAsync("/api/images/broken.png", [0x89, (byte)'P', (byte)'N', (byte)'G']);
        await host.PrintsAsync("broken.png refused");
        var image = (await ReadAsync("/api/images/broken.png")).GetProperty("image");
        Assert.Equal("refused", image.GetProperty("state").GetString());
        Assert.Equal("unsupportedFormat", image.GetProperty("error").GetProperty("code").GetString());
        using var picture = await http.GetAsync(new Uri("/api/thumbnails/broken.png", UriKind.Relative));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, picture.StatusCode);
    }

    [Theory]
    [InlineData("PUT", "/api/images/large.png", 413)]
    [InlineData("GET", "/api/images?count=0", 400)]
    [InlineData("GET", "/api/images?count=many", 400)]
    [InlineData("GET", "/api/images?probability=likely", 400)]
    [InlineData("GET", "/api/images/nowhere.png", 404)]
    [InlineData("GET", "/api/thumbnails/nowhere.png", 404)]
    [InlineData("GET", "/wp-login.php", 404)]
    public async Task Invalid_requests_are_answered_with_a_message(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "PUT" ? new ByteArrayContent(new byte[1_000_001]) : null;
        // The answer comes before the body is read; a client that is still sending might find the connection closed.
        request.Headers.ExpectContinue = method == "PUT";
        using var answer = await http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        var error = Json(await answer.Content.ReadAsStringAsync()).GetProperty("detail").GetString()!;
        Assert.EndsWith(".", error.TrimEnd(')'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_are_published_as_events()
    {
        await host.PrintsAsync("rocket.jpg: ");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("event: ready", await reader.ReadLineAsync());
        await PutAsync("/api/images/changed.png", Photographs.Read("coffee"));
        var states = new List<string>();
        while (!states.Contains("done", StringComparer.Ordinal) && await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: {\"name\":\"changed.png\"", StringComparison.Ordinal))
            {
                states.Add(Json(line["data: ".Length..]).GetProperty("image").GetProperty("state").GetString()!);
            }
        }

        Assert.Equal(["waiting", "running", "done"], states, StringComparer.Ordinal);
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> PutAsync(string path, byte[] content, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(content) };
        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        return await http.SendAsync(request);
    }

    private async Task<JsonElement> ReadAsync(string path) => Json(await http.GetStringAsync(new Uri(path, UriKind.Relative)));

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static IEnumerable<string> Names(JsonElement page) =>
        page.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("name").GetString()!);
}
