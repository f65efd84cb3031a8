using System.Net.Mime;
using System.Text.Json;

namespace CamFunctions.LocalHost.Host;

/// <summary>A handler's answer to an invocation, interpreted as in the Functions host (DefaultHttpWorkerService).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">The body's media type.</param>
/// <param name="Body">The body.</param>
internal sealed record InvocationAnswer(int Status, string? MediaType, string Body)
{
    public static async Task<InvocationAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(cancellation));

    /// <returns>The log lines of a success; <see langword="null"/> if the host ignores the answer and keeps waiting.</returns>
    /// <exception cref="InvocationFailedException">The answer is a failure to the host.</exception>
    public IReadOnlyList<string>? ReadLogs()
    {
        if (Status is < 200 or > 299)
        {
            throw new InvocationFailedException($"the handler answered {Status}{Explanation()}");
        }

        if (string.IsNullOrWhiteSpace(Body))
        {
            return null;
        }

        if (MediaType is not (MediaTypeNames.Application.Json or "text/json"))
        {
            throw new InvocationFailedException(
                $"the handler answered with {MediaType ?? "no content type"} instead of {MediaTypeNames.Application.Json}");
        }

        using var json = Parse() ?? throw new InvocationFailedException("the handler's answer is not JSON");
        return json.RootElement.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object => Logs(json.RootElement),
            var kind => throw new InvocationFailedException($"the handler answered with JSON of the type {kind}, not an object"),
        };
    }

    private static IReadOnlyList<string> Logs(JsonElement answer)
    {
        var logs = Member(answer, "Logs");
        return logs.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            JsonValueKind.Array => [.. logs.EnumerateArray().Select(line => line.ToString())],
            var kind => throw new InvocationFailedException($"the Logs of the handler's answer are of the type {kind}, not an array"),
        };
    }

    private static JsonElement Member(JsonElement answer, string name) => answer.EnumerateObject()
        .FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The handler's error message. The Functions host reports only the status, but a developer needs more.</summary>
    private string Explanation()
    {
        using var json = Parse();
        var error = json?.RootElement.ValueKind == JsonValueKind.Object ? Member(json.RootElement, "error").ToString() : Body;
        return error.Split('\n')[0].TrimEnd() is { Length: > 0 } line ? $": {line}" : string.Empty;
    }

    private JsonDocument? Parse()
    {
        try
        {
            return JsonDocument.Parse(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
