using CamFunctions.LocalHost.Host;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>How the host interprets a handler's answer.</summary>
public sealed class InvocationAnswerTests
{
    private const string Json = "application/json";

    [Fact]
    public void An_object_is_a_success_with_its_logs()
    {
        Assert.Equal(["one", "2"], new InvocationAnswer(200, Json, """{"Outputs":{},"logs":["one",2],"ReturnValue":null}""").ReadLogs());
        Assert.Equal([], new InvocationAnswer(201, Json, "{}").ReadLogs());
        Assert.Equal([], new InvocationAnswer(200, Json, """{"Logs":null}""").ReadLogs());
    }

    [Theory]
    [InlineData(200, Json, "")]
    [InlineData(204, null, "")]
    [InlineData(200, "text/plain", "")]
    [InlineData(200, Json, "null")]
    public void An_answer_without_content_is_ignored(int status, string? mediaType, string body) =>
        Assert.Null(new InvocationAnswer(status, mediaType, body).ReadLogs());

    [Theory]
    [InlineData(200, "text/plain", "{}", "text/plain instead of application/json")]
    [InlineData(200, null, "{}", "no content type instead of application/json")]
    [InlineData(200, Json, "[]", "of the type Array, not an object")]
    [InlineData(200, Json, "{", "not JSON")]
    [InlineData(200, Json, """{"Logs":"one"}""", "of the type String, not an array")]
    [InlineData(404, null, "", "answered 404")]
    [InlineData(302, null, "", "answered 302")]
    [InlineData(500, Json, """{"error":"the disk is full"}""", "answered 500: the disk is full")]
    [InlineData(503, "text/html", "Busy.\nReally.", "answered 503: Busy.")]
    public void Anything_else_is_a_failure_with_a_reason(int status, string? mediaType, string body, string words)
    {
        var fault = Assert.Throws<InvocationFailedException>(() => new InvocationAnswer(status, mediaType, body).ReadLogs());
        Assert.EndsWith(words, fault.Message, StringComparison.Ordinal);
    }
}
