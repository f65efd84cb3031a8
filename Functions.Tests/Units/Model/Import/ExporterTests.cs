using System.Runtime.InteropServices;
using System.Text.Json;
using CamFunctions.Model;
using CamFunctions.Tests.Fixtures;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Model.Import;

/// <summary>Networks as PyTorch's and TensorFlow's exporters write them, against what the frameworks themselves computed.</summary>
public sealed class ExporterTests
{
    private const float Rounding = 1e-4f;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestData", "Onnx");

    public static TheoryData<string> Supported => [.. Names(isSupported: true)];

    [Fact]
    public void All_networks_are_there() => Assert.Equal((13, 3), (Names(isSupported: true).Count, Names(isSupported: false).Count));

    [Theory]
    [MemberData(nameof(Supported))]
    public void Scores_and_maps_are_those_of_the_framework(string name)
    {
        var golden = Read(name);
        var expected = Numbers(golden, "output");
        var cam = Numbers(golden, "cam");
        using var prepared = new PreparedNetwork(Path.Combine(Folder, $"{name}.onnx"), expected.Length);

        var input = MemoryMarshal.Cast<byte, float>(
            File.ReadAllBytes(Path.Combine(Folder, golden.GetProperty("input").GetString()!))).ToArray();
        var shape = golden.GetProperty("inputShape").EnumerateArray().Select(side => side.GetInt64()).ToArray();
        using var image = OrtValue.CreateTensorValueFromMemory(input, shape);
        var found = prepared.Run(image);

        // All the networks that end in a softmax are Keras's.
        var scores = name.StartsWith("keras", StringComparison.Ordinal) ? found.Probabilities : found.Logits;
        CloseNumbers.AssertClose(expected, scores, Rounding);
        CloseNumbers.AssertClose(cam, [.. found.Maps.SelectMany(map => map)], Rounding);
    }

    [Theory]
    [InlineData("vgg-legacy17dyn", "/Flatten (Flatten): it lays feature maps of shape [1, 16, 7, 7] out as one vector")]
    [InlineData("convnext-legacy17dyn", "/head/norm/LayerNormalization (LayerNormalization): it normalises")]
    [InlineData("global_max-legacy17dyn", "/GlobalMaxPool (GlobalMaxPool): it takes the maximum over positions")]
    public void Networks_without_a_map_are_refused_for_the_right_reason(string name, string reason)
    {
        var exception = Assert.Throws<ModelException>(() => new PreparedNetwork(Path.Combine(Folder, $"{name}.onnx"), 10));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    private static List<string> Names(bool isSupported) =>
    [
        .. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)
            .Where(name => Read(name).GetProperty("camSupported").GetBoolean() == isSupported),
    ];

    private static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json"))).RootElement;

    private static float[] Numbers(JsonElement golden, string name) =>
        [.. golden.GetProperty(name).EnumerateArray().Select(number => number.GetSingle())];
}
