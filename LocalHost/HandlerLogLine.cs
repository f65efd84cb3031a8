using System.Text.Json;

namespace CamFunctions.LocalHost;

/// <summary>A line of the handler's log as people read it.</summary>
internal static class HandlerLogLine
{
    /// <returns>The message of an entry in JSON, which is how the handler logs for the cloud; any other line as it is.</returns>
    public static string Text(string line)
    {
        try
        {
            using var entry = JsonDocument.Parse(line);
            return entry.RootElement is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty("Message", out var message)
                ? message.ToString()
                : line;
        }
        catch (JsonException)
        {
            return line;
        }
    }
}
