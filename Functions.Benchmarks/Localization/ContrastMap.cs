using CamFunctions.Shared.Activation;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>What tells a class from its rivals (Finer-CAM, Zhang et al. 2025, arXiv 2501.11309, for a linear classifier).</summary>
internal static class ContrastMap
{
    private const int Rivals = 3;
    private const float Weight = 0.6f;

    /// <summary>The class's map less <see cref="Weight"/> times the mean of the maps of the best other classes.</summary>
    /// <param name="classes">The network's classes, best first.</param>
    /// <param name="index">The class's index.</param>
    public static ActivationMap Of(IReadOnlyList<ClassActivation> classes, int index)
    {
        var map = classes.Single(other => other.Label.Index == index).Map;
        var rivals = classes.Where(other => other.Label.Index != index).Take(Rivals).Select(rival => rival.Map.Values).ToArray();
        return map with { Values = [.. map.Values.Select((value, cell) => value - (Weight * rivals.Average(rival => rival[cell])))] };
    }
}
