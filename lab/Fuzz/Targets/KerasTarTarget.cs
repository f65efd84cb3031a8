using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Seeds;

namespace CamFunctions.Fuzz.Targets;

/// <summary>The archive of a Keras network: half of the inputs are compressed soundly, the others are what they are.</summary>
internal sealed class KerasTarTarget : IFuzzTarget
{
    private static readonly byte[] GzipMagic = [0x1F, 0x8B];

    public string Name => "keras-tar";

    public IReadOnlyList<byte[]> Seeds { get; } = [KerasSeeds.Tar, KerasSeeds.Compress(KerasSeeds.Tar)];

    public IReadOnlyList<string> Words { get; } =
    [
        "ustar\0" + "00", "ustar  ", "package/tiny/", "model.json", "../", "77777777777", "\x80\0\0\0\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
        " size=99999999999\n",
        "30 size=99999999999999999999\n", " path=", "x", "g", "L", "S", "2", "5",
    ];

    public byte[] Repair(byte[] input) => IsCompressed(input) ? input : TarChecksums.Correct(input);

    public void Run(byte[] input) => KerasTarget.Run(IsCompressed(input) ? input : KerasSeeds.Compress(input));

    private static bool IsCompressed(byte[] input) => input.AsSpan().StartsWith(GzipMagic);
}
