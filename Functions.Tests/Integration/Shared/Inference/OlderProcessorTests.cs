using System.Text.Json.Nodes;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Tests.Processors;

namespace CamFunctions.Tests.Shared.Inference;

/// <summary>
/// Integer sums are exact, so kernels for other vector instructions must give the same. This processor stands in for those that have
/// fewer of them.
/// </summary>
public sealed class OlderProcessorTests
{
    private const double Rounding = 1e-5;
    private static readonly string[] Images = ["chelsea.png", "china.jpg"];

    [Fact]
    public async Task The_eight_bit_model_gives_the_same_maps_on_processors_with_fewer_vector_instructions()
    {
        Assert.SkipUnless(FeatureMask.Missing is null, FeatureMask.Missing ?? string.Empty);
        using var mask = FeatureMask.Compile();
        var records = new List<JsonNode[]>();
        foreach (var processor in OlderProcessor.All)
        {
            records.Add(await LocalizeAsync(mask.For(processor)));
        }

        Assert.All(records[1..], others => Assert.All(others.Zip(records[0]), pair => AssertSame(pair.Second, pair.First)));
    }

    private static async Task<JsonNode[]> LocalizeAsync(IReadOnlyDictionary<string, string> environment)
    {
        using var results = new TemporaryFolder();
        await using var program = await RunningProgram.Cam(
            new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["ModelPath"] = ModelFixture.QuantizedPath },
            workingFolder: null,
            ["localize", .. Images.Select(image => Path.Combine(Photographs.Folder, image)), "--out", results.Path]).ExitedAsync();
        Assert.True(program.ExitCode == 0, program.Output + program.Errors);
        return
        [
            .. Images.Select(image => JsonNode.Parse(File.ReadAllText(results.File(Path.Combine("predictions", $"{image}.json"))))!)
                .Select(record => record["predictions"]!),
        ];
    }

    private static void AssertSame(JsonNode? expected, JsonNode? actual)
    {
        if (expected is JsonArray array)
        {
            Assert.All(array.Zip(Assert.IsType<JsonArray>(actual)), pair => AssertSame(pair.First, pair.Second));
            Assert.Equal(array.Count, actual!.AsArray().Count);
        }
        else if (expected is JsonObject members)
        {
            Assert.All(members, member => AssertSame(member.Value, actual![member.Key]));
        }
        else if (expected is JsonValue number && number.TryGetValue(out double value))
        {
            Assert.Equal(value, actual!.GetValue<double>(), Rounding * Math.Max(1, Math.Abs(value)));
        }
        else
        {
            Assert.Equal(expected?.ToJsonString(), actual?.ToJsonString());
        }
    }
}
