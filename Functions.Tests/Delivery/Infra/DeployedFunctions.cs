using System.Text.Json.Nodes;

namespace CamFunctions.Tests.Infra;

/// <summary>The functions of the app, whose names and triggers the templates repeat.</summary>
internal static class DeployedFunctions
{
    public const string LocalizeImage = nameof(CamFunctions.Functions.LocalizeImage);
    public const string LocalizeOverHttp = nameof(CamFunctions.Functions.LocalizeOverHttp);
    public const string DeleteResults = nameof(CamFunctions.Functions.DeleteResults);

    /// <summary>The trigger as the build describes it for the Functions host.</summary>
    public static async Task<JsonNode> TriggerAsync(string function)
    {
        var metadata = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "functions.metadata"));
        var described = JsonNode.Parse(metadata)!.AsArray().Single(one => one!["name"]!.GetValue<string>() == function)!;
        return described["bindings"]![0]!;
    }
}
