using CamFunctions.Shared.Activation;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>The maps that can be compared: how to compute one from all the network's classes, best first, and a class's index.</summary>
internal static class NamedMap
{
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<ClassActivation>, int, ActivationMap>> All { get; } =
        new Dictionary<string, Func<IReadOnlyList<ClassActivation>, int, ActivationMap>>(StringComparer.Ordinal)
        {
            ["cam"] = (classes, index) => classes.Single(other => other.Label.Index == index).Map,
            ["contrast"] = ContrastMap.Of,
        };
}
