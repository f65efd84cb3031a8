namespace CamFunctions.Model.Centre;

/// <summary>Where the first cell's centre is in one direction.</summary>
/// <param name="Pixels">From the edge of the input.</param>
/// <param name="Correlation">Of the maps of images and of their mirror images, when cells are drawn there; 1 at best.</param>
internal sealed record AxisCentre(double Pixels, double Correlation)
{
    /// <param name="maps">Of several photographs, with the same stride.</param>
    /// <param name="reach">Pixels beyond the first cell within which its centre is looked for if it is not in the cell.</param>
    public static AxisCentre Find(IReadOnlyList<MirroredMaps> maps, int reach)
    {
        var stride = maps[0].Stride;
        var within = Best(maps, first: 0, last: stride, margin: stride);
        var isAtEdge = within.Pixels <= 1 || within.Pixels >= stride - 1;
        var hasRoom = maps.All(pair => pair.Pixels > 5 * reach);
        return isAtEdge && hasRoom ? Best(maps, -reach, stride + reach, margin: stride + reach) : within;
    }

    /// <summary>
    /// Tries every pixel. Away from the margins no candidate's outermost centres are passed, so that all are judged by the same pixels.
    /// </summary>
    private static AxisCentre Best(IReadOnlyList<MirroredMaps> maps, int first, int last, int margin)
    {
        var correlations = Enumerable.Range(first, last - first + 1)
            .AsParallel()
            .AsOrdered()
            .Select(centre => maps.Average(pair => pair.Correlation(centre, margin) is var found && double.IsNaN(found) ? 0 : found))
            .ToArray();
        var best = Array.IndexOf(correlations, correlations.Max());
        return new AxisCentre(first + best + Peak(correlations, best), correlations[best]);
    }

    /// <summary>The highest point of the parabola through a maximum and its neighbours, from -0.5 to 0.5 beside it.</summary>
    private static double Peak(double[] values, int best)
    {
        if (best == 0 || best == values.Length - 1)
        {
            return 0;
        }

        var bend = values[best - 1] - (2 * values[best]) + values[best + 1];
        return bend < 0 ? (values[best - 1] - values[best + 1]) / (2 * bend) : 0;
    }
}
