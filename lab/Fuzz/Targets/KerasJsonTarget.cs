using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Seeds;

namespace CamFunctions.Fuzz.Targets;

/// <summary>The topology and the manifest of a Keras network, in an archive that is sound.</summary>
internal sealed class KerasJsonTarget : IFuzzTarget
{
    public string Name => "keras-json";

    public IReadOnlyList<byte[]> Seeds { get; } = [KerasSeeds.Json];

    public IReadOnlyList<string> Words { get; } =
    [
        "\"inbound_nodes\"", "\"class_name\"", "\"config\"", "\"name\"", "\"shape\"", "\"paths\"", "\"Conv2D\"", "\"Add\"",
        "\"BatchNormalization\"",
        "\"ZeroPadding2D\"", "\"Dense\"", "[", "]", "{", "}", ",", "null", "-1", "4294967297", "9223372036854775807", "\\ud800",
    ];

    public byte[] Restructure(byte[] input, Random random) => JsonMutation.Change(input, random);

    public void Run(byte[] input) => KerasTarget.Run(KerasSeeds.Compress(KerasSeeds.TarWith(input)));
}
