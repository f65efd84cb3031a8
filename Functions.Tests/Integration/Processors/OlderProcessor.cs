namespace CamFunctions.Tests.Processors;

/// <summary>A processor that this one can stand in for: it computes with its own instructions, but without some.</summary>
/// <param name="Name">What it is like.</param>
/// <param name="HiddenFeatures">What is hidden of this processor, as hide_features.c calls it; empty for nothing.</param>
internal sealed record OlderProcessor(string Name, string HiddenFeatures)
{
    /// <summary>From this one to the one that can do the least.</summary>
    public static IReadOnlyList<OlderProcessor> All { get; } =
    [
        new("this processor", string.Empty),
        new("without AMX", "amx"),
        new("AVX-512 without VNNI", "amx,vnni"),
        new("AVX2, neither AVX-512 nor VNNI", "amx,vnni,avx512"),
    ];
}
