using System.Text.Json.Nodes;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Host.Protocol;
using Google.Protobuf;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>The captured conversation between the genuine Functions host and a worker.</summary>
internal static class Captured
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestData", "RealHost");

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(ignoreUnknownFields: true));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <param name="name">The file's name without its ending.</param>
    public static StreamingMessage Message(string name) => Parser.Parse<StreamingMessage>(Text($"{name}.json"));

    /// <summary>A message in the form of the files.</summary>
    public static JsonNode Json(StreamingMessage message) => JsonNode.Parse(JsonFormatter.Default.Format(message))!;

    /// <summary>The functions that the captured worker described.</summary>
    public static IReadOnlyList<WorkerFunction> Functions() =>
    [
        .. Message("05-worker-FunctionMetadataResponse").FunctionMetadataResponse.FunctionMetadataResults
            .Select(function => WorkerFunction.Read(function, workerServesHttp: true)),
    ];

    public static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Expected {expected.ToJsonString()} but was {actual.ToJsonString()}");
}
