using System.Net;
using System.Text.Json.Nodes;
using CamFunctions.LocalHost.Host.Protocol;
using CamFunctions.LocalHost.Http;
using CamFunctions.Tests.LocalHost.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CamFunctions.Tests.LocalHost.Http;

/// <summary>A request for a function, compared with what the genuine host made of the same request.</summary>
public sealed class ForwardedRequestTests : IAsyncLifetime
{
    private static readonly Guid InvocationId = Guid.Parse("27f60d27-ac66-46f4-a7cf-b25e258153af");

    private readonly HttpMessageInvoker invoker = new(new SocketsHttpHandler { UseProxy = false });
    private readonly RecordingListener worker = new();
    private WebApplication server = null!;
    private StreamingMessage? invocation;

    public async ValueTask InitializeAsync()
    {
        server = LoopbackServer.CreateBuilder(port: 0, maxBodyBytes: 1_000_000).Build();
        server.Map("/api/localize", (RequestDelegate)AnswerAsync);
        await server.StartAsync();
    }

    [Fact]
    public async Task The_head_and_the_invocation_are_those_of_the_real_host()
    {
        var recording = worker.RecordHeadAsync();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{server.Urls.Single()}/api/localize?top=2&file=h%C3%BCn.jpg&code=KEY")
        {
            Content = new ByteArrayContent(new byte[96736]),
        };
        (string, string)[] headers = [("Accept", "*/*"), ("User-Agent", "curl/7.88.1"), ("X-Mine", "1"), ("Content-Type", "image/jpeg")];
        foreach (var (name, value) in headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value) || request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await invoker.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var captured = Captured.Text("http-forwarded-request-head.http")
            .Replace("127.0.0.1:7081", Address(server.Urls.Single()), StringComparison.Ordinal)
            .Replace("127.0.0.1:36301", Address(worker.Address.AbsoluteUri), StringComparison.Ordinal);
        // Their order means nothing.
        Assert.Equal(
            captured.Trim().Split('\n').Order(StringComparer.Ordinal),
            (await recording).Split("\r\n").Order(StringComparer.Ordinal));
        var expected = Captured.Text("12-host-InvocationRequest-http.json")
            .Replace("127.0.0.1:7081", Address(server.Urls.Single()), StringComparison.Ordinal);
        Captured.AssertSame(Comparable(JsonNode.Parse(expected)!), Comparable(Captured.Json(invocation!)));
    }

    public async ValueTask DisposeAsync()
    {
        worker.Dispose();
        invoker.Dispose();
        await server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        invocation = new() { InvocationRequest = ForwardedRequest.ToInvocation(context.Request, Captured.Functions()[1], InvocationId) };
        using var message = ForwardedRequest.To(worker.Address, context.Request, InvocationId);
        using var answer = await invoker.SendAsync(message, context.RequestAborted);
        await ForwardedRequest.AnswerAsync(answer, context.Response, context.RequestAborted);
    }

    private static string Address(string url) => new Uri(url).Authority;

    /// <summary>The headers in one order.</summary>
    private static JsonNode Comparable(JsonNode message)
    {
        var metadata = message["invocationRequest"]!["triggerMetadata"]!;
        foreach (var name in new[] { "Headers", "Query" })
        {
            metadata[name] = JsonNode.Parse($"{metadata[name]!["json"]}");
        }

        return message;
    }
}
