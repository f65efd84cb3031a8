using System.Net;
using Azure.Storage.Blobs.Models;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The page's HTTP interface, as other sites in the same browser and the names and contents of images might abuse it.</summary>
[Collection<SharedSmallHost>]
public sealed class PageDefenceTests(SmallHost fixture) : IDisposable
{
    private readonly RunningLocalHost host = fixture.Host;
    private readonly HttpClient http = new() { BaseAddress = new Uri(fixture.Host.Address) };

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1:1")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Requests_from_other_sites_are_refused(string header, string value)
    {
        (string, string)[] requests =
            [("GET", "/"), ("GET", "/api/images"), ("GET", "/api/events"), ("PUT", "/api/images/theirs.png")];
        foreach (var (method, path) in requests)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.False(await host.Store.Images.GetBlobClient("theirs.png").ExistsAsync());
    }

    [Fact]
    public async Task A_stored_image_is_only_ever_downloaded_and_never_shown_as_what_it_says_it_is()
    {
        const string Name = "page/of scripts.png";
        var script = "<script>alert(1)</script>"u8.ToArray();
        await host.Store.Images.GetBlobClient(Name).UploadAsync(
            BinaryData.FromBytes(script), new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/html" } });
        await host.PrintsAsync($"{Name} refused");
        using var answer = await http.GetAsync(new Uri($"/api/originals/{Uri.EscapeDataString(Name)}", UriKind.Relative));
        Assert.Equal(script, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "of scripts.png"), (disposition.DispositionType, disposition.FileNameStar));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("PUT", "images")]
    [InlineData("GET", "images")]
    [InlineData("GET", "photographs")]
    public async Task A_name_that_climbs_out_of_the_container_is_refused(string method, string kind)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri($"/api/{kind}/..%2F{host.Store.Names.Overlays}%2Fclimbed.png", UriKind.Relative));
        request.Content = method == "PUT" ? new ByteArrayContent([1]) : null;
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("has . or .. between slashes", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await host.Store.Overlays.GetBlobClient("climbed.png").ExistsAsync());
    }

    [Theory]
    [InlineData("image/png", "image/png")]
    [InlineData("text/html", "application/octet-stream")]
    [InlineData("image/svg+xml", "application/octet-stream")]
    [InlineData(null, "application/octet-stream")]
    public async Task An_upload_is_stored_with_the_type_of_an_image_or_none_so_that_the_emulator_never_serves_it_as_a_page(
        string? sent, string stored)
    {
        using var content = new ByteArrayContent("<script>alert(1)</script>"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", sent);
        var name = $"type-{stored.Length}-{sent?.Length}.png";
        using var answer = await http.PutAsync(new Uri($"/api/images/{name}", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var blob = (await host.Store.Images.GetBlobClient(name).GetPropertiesAsync()).Value;
        Assert.Equal(stored, blob.ContentType);
    }

    [Fact]
    public async Task Every_response_has_a_strict_content_security_policy()
    {
        foreach (var path in new[] { "/", "/app.js", "/api/images", "/nothing" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    public void Dispose() => http.Dispose();
}
