namespace CamFunctions.Shared.Activation;

/// <summary>
/// What tells a class from its rivals: M_c - a mean(M_r), a linear combination of class activation maps, so that its mean over the
/// averaged cells is the same combination of (logit - bias). For a linear classifier it is the closed form of Finer-CAM (Zhang et al.
/// 2025, arXiv 2501.11309).
/// </summary>
/// <param name="Against">The rivals' indices in the network's output, best first.</param>
/// <param name="Map">The contrast map.</param>
public sealed record Contrast(IReadOnlyList<int> Against, ActivationMap Map)
{
    /// <summary>
    /// The share of the rivals' mean that is taken away. More of it separates classes better and leaves less of the object; the
    /// benchmark "localization" measures both.
    /// </summary>
    public const float Weight = 0.6f;

    /// <summary>The number of rivals: as many as are usually alike enough to be confused.</summary>
    public const int MaximumRivals = 3;

    /// <param name="classes">The best classes, best first.</param>
    /// <param name="position">The position among them of the class in question.</param>
    /// <returns>The contrast to the best other classes; <see langword="null"/> if there is none.</returns>
    public static Contrast? Of(IReadOnlyList<ClassActivation> classes, int position)
    {
        var rivals = classes.Where((_, index) => index != position).Take(MaximumRivals).ToArray();
        return rivals.Length == 0
            ? null
            : new Contrast(
                [.. rivals.Select(rival => rival.Label.Index)],
                Subtract(classes[position].Map, [.. rivals.Select(rival => rival.Map)]));
    }

    private static ActivationMap Subtract(ActivationMap map, ActivationMap[] rivals)
    {
        var values = (float[])map.Values.Clone();
        foreach (var rival in rivals)
        {
            for (var cell = 0; cell < values.Length; cell++)
            {
                values[cell] -= Weight / rivals.Length * rival.Values[cell];
            }
        }

        return map with { Values = values };
    }
}
