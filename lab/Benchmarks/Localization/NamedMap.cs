using CamFunctions.Shared.Activation;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>The maps that can be compared: how to compute one from all the network's classes, best first, and a class's rank.</summary>
internal static class NamedMap
{
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<ClassActivation>, int, ActivationMap>> All { get; } =
        new Dictionary<string, Func<IReadOnlyList<ClassActivation>, int, ActivationMap>>(StringComparer.Ordinal)
        {
            ["cam"] = (classes, rank) => classes[rank].Map,
            ["contrast"] = (classes, rank) => Contrast.Of(classes, rank)!.Map,
        };
}
