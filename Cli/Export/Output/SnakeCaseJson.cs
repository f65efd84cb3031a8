using System.Text.Encodings.Web;
using System.Text.Json;

namespace CamFunctions.Cli.Export.Output;

/// <summary>How the annotation tools write JSON.</summary>
internal static class SnakeCaseJson
{
    /// <summary>Keeps names in any script readable. New ones each time, because each serialisation context wants its own.</summary>
    public static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
