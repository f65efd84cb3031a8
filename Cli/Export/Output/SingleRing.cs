using CamFunctions.Shared.Activation;

namespace CamFunctions.Cli.Export.Output;

/// <summary>
/// A polygon as one ring, for formats that know no holes: each hole is joined to what is around it by a line that is walked in both
/// directions, so that the area is the same by either rule of filling (even-odd and nonzero).
/// </summary>
internal static class SingleRing
{
    /// <returns>The points, not closed.</returns>
    public static IReadOnlyList<PolygonPoint> Of(Polygon polygon) => polygon.Rings
        .Select(ring => ring.SkipLast(1).ToArray())
        .Aggregate(Join);

    private static PolygonPoint[] Join(PolygonPoint[] ring, PolygonPoint[] hole)
    {
        var (from, to) = Enumerable.Range(0, ring.Length)
            .SelectMany(_ => Enumerable.Range(0, hole.Length), (from, to) => (From: from, To: to))
            .MinBy(pair => SquaredDistance(ring[pair.From], hole[pair.To]));
        return [.. ring[..(from + 1)], .. hole[to..], .. hole[..(to + 1)], .. ring[from..]];
    }

    private static double SquaredDistance(PolygonPoint one, PolygonPoint other) =>
        ((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y));
}
