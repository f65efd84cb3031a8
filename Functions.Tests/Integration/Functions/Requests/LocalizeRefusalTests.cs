using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Requests;

/// <summary>Requests that are refused, as problem details, and the limit of the body.</summary>
public sealed class LocalizeRefusalTests(ModelFixture model)
{
    private const int MaxBytes = 1_000_000;

    private static readonly AnalysisOptions Quick = new() { InputSide = 32 };

    [Fact]
    public async Task A_map_that_does_not_exist_or_cannot_be_made_is_a_bad_request()
    {
        await using var server = await StartAsync(Quick with { Top = 1 });
        await AssertProblemAsync(await LocalizeRequest.PostAsync(server.Http, [1], "?map=heat"), 400, code: null, "\"heat\"");
        await AssertProblemAsync(await LocalizeRequest.PostAsync(server.Http, [1], "?map=contrast"), 400, code: null, "Top is 1");
    }

    [Fact]
    public async Task An_image_that_is_refused_is_a_problem_with_the_code_of_records()
    {
        await using var server = await StartAsync(Quick);
        var corrupt = Photographs.Read("china")[..5000];
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Photographs.Read("chelsea")), "image", "cat.png" } };
        (HttpContent Content, int Status, string Code)[] refused =
        [
            (new ByteArrayContent([]), 400, "empty"),
            (LocalizeRequest.OfUnknownLength([]), 400, "empty"),
            (new ByteArrayContent(new byte[MaxBytes + 1]), 413, "tooLarge"),
            (LocalizeRequest.OfUnknownLength(new byte[MaxBytes + 1]), 413, "tooLarge"),
            (new StringContent("hello"), 415, "unsupportedFormat"),
            (form, 415, "unsupportedFormat"),
            (new ByteArrayContent(corrupt), 422, "corrupt"),
            (new ByteArrayContent(TestImages.PngDeclaring(10_000, 10_000)), 422, "tooManyPixels"),
        ];
        foreach (var (content, status, code) in refused)
        {
            await AssertProblemAsync(await LocalizeRequest.PostAsync(server.Http, content), status, code, string.Empty);
        }
    }

    [Fact]
    public async Task A_body_of_unknown_length_may_have_the_maximum_length()
    {
        var file = Photographs.Read("chelsea");
        await using var server = await StartAsync(Quick, file.Length);
        using var response = await LocalizeRequest.PostAsync(server.Http, LocalizeRequest.OfUnknownLength(file));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_body_without_an_end_is_refused_when_it_passes_the_limit()
    {
        await using var server = await StartAsync(Quick);
        var address = server.Http.BaseAddress!;
        using var client = new TcpClient(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {LocalizeRequest.Path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{MaxBytes + 1:x}\r\n"));
        await stream.WriteAsync(new byte[MaxBytes + 1]);
        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.StartsWith("HTTP/1.1 413 ", status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Another_method_is_refused_with_the_one_that_is_allowed(string method)
    {
        await using var server = await StartAsync(Quick);
        using var request = new HttpRequestMessage(new HttpMethod(method), LocalizeRequest.Path);
        var response = await server.Http.SendAsync(request);
        Assert.Equal([HttpMethod.Post.Method], response.Content.Headers.Allow);
        await AssertProblemAsync(response, 405, code: null, method);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, int status, string? code, string words)
    {
        using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        var members = problem.RootElement;
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, LocalizeRequest.TypeOf(response)));
        Assert.Equal(status, members.GetProperty("status").GetInt32());
        Assert.Equal(code, members.TryGetProperty("code", out var reason) ? reason.GetString() : null);
        Assert.Contains(words, members.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(members.GetProperty("title").GetString()!);
        response.Dispose();
    }

    private Task<LocalizeServer> StartAsync(AnalysisOptions options, long maxBytes = MaxBytes) =>
        LocalizeServer.StartAsync(model.Processor(options, new ImageLimits(maxBytes)));
}
