using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The page's interface as scripts use it, and as other sites in the same browser might abuse it.</summary>
public sealed class ImagesApiTests(ImagesApiTests.SmallHost fixture) : IClassFixture<ImagesApiTests.SmallHost>, IDisposable
{
    private readonly RunningLocalHost host = fixture.Host;
    private readonly HttpClient http = new() { BaseAddress = new Uri(fixture.Host.Address) };

    [Fact]
    public async Task What_is_put_is_processed_and_can_be_asked_for()
    {
        const string Name = "a b/ü?#%2F..\"'.png";
        var path = $"/api/images/{Uri.EscapeDataString(Name)}";
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(path, Photographs.Read("coffee"))).StatusCode);
        await host.SaysAsync($"{Name}: ");
        var detail = await ReadAsync(path);
        Assert.Equal(Name, detail.GetProperty("image").GetProperty("name").GetString());
        Assert.Equal("done", detail.GetProperty("image").GetProperty("state").GetString());
        Assert.Equal(Name, detail.GetProperty("record").GetProperty("source").GetProperty("name").GetString());
        Assert.Equal(600, detail.GetProperty("window").GetProperty("width").GetDouble());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(detail.GetProperty("links").GetProperty("overlay").GetString()!))).StatusCode);

        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(path, [1], "*")).StatusCode);
        foreach (var kind in new[] { "thumbnails", "photographs" })
        {
            using var picture = await http.GetAsync(new Uri($"/api/{kind}/{Uri.EscapeDataString(Name)}", UriKind.Relative));
            Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Images_come_newest_first_and_page_by_page()
    {
        await host.SaysAsync("rocket.jpg: ");
        foreach (var name in new[] { "old.png", "middle.png", "new.png" })
        {
            await PutAsync($"/api/images/{name}", Photographs.Read("camera"));
            await host.SaysAsync($"{name}: ");
            // Storage tells times in seconds.
            await Eventually.HoldsAsync("the next second", () => Task.FromResult(DateTimeOffset.UtcNow.Millisecond < 50));
        }

        var first = await ReadAsync("/api/images?count=2");
        Assert.Equal(["new.png", "middle.png"], Names(first), StringComparer.Ordinal);
        Assert.InRange(first.GetProperty("total").GetInt32(), 10, 20);
        var second = await ReadAsync($"/api/images?count=2&after={first.GetProperty("next").GetString()}");
        Assert.Equal("old.png", Names(second).First());
        Assert.Equal(JsonValueKind.Null, (await ReadAsync("/api/images?count=500")).GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Refused_images_say_why_and_have_no_picture()
    {
        await PutAsync("/api/images/broken.png", [0x89, (byte)'P', (byte)'N', (byte)'G']);
        await host.SaysAsync("broken.png refused");
        var image = (await ReadAsync("/api/images/broken.png")).GetProperty("image");
        Assert.Equal(("refused", "unsupportedFormat"), (image.GetProperty("state").GetString(), image.GetProperty("error").GetProperty("code").GetString()));
        using var picture = await http.GetAsync(new Uri("/api/thumbnails/broken.png", UriKind.Relative));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, picture.StatusCode);
    }

    [Theory]
    [InlineData("PUT", "/api/images/large.png", 413)]
    [InlineData("GET", "/api/images?count=0", 400)]
    [InlineData("GET", "/api/images/nowhere.png", 404)]
    [InlineData("GET", "/api/thumbnails/nowhere.png", 404)]
    [InlineData("GET", "/wp-login.php", 404)]
    public async Task What_is_not_right_is_answered_with_a_sentence(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "PUT" ? new ByteArrayContent(new byte[1_000_001]) : null };
        using var answer = await http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.EndsWith(".", Json(await answer.Content.ReadAsStringAsync()).GetProperty("error").GetString()!.TrimEnd(')'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1:1")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Requests_of_others_are_refused(string header, string value)
    {
        foreach (var (method, path) in new[] { ("GET", "/"), ("GET", "/api/images"), ("GET", "/api/events"), ("PUT", "/api/images/theirs.png") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.False(await host.Store.Images.GetBlobClient("theirs.png").ExistsAsync());
    }

    [Fact]
    public async Task Everything_comes_with_a_strict_policy()
    {
        foreach (var path in new[] { "/", "/app.js", "/api/images", "/nothing" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task Changes_are_told_as_they_come()
    {
        await host.SaysAsync("rocket.jpg: ");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("event: ready", await reader.ReadLineAsync());
        await PutAsync("/api/images/told.png", Photographs.Read("coffee"));
        var states = new List<string>();
        while (!states.Contains("done", StringComparer.Ordinal) && await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: {\"name\":\"told.png\"", StringComparison.Ordinal))
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

    private static IEnumerable<string> Names(JsonElement page) => page.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("name").GetString()!);

    /// <summary>One local host for all tests here, which takes small files only.</summary>
    public sealed class SmallHost : IAsyncLifetime
    {
        internal RunningLocalHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await RunningLocalHost.StartAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["MaxBytes"] = "1000000", ["InputSide"] = "32" });

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
