namespace CamFunctions.Shared.Activation;

/// <summary>
/// Leaves out the points of a ring that are close to a straight line between others (Douglas and Peucker 1973). The ring is split at the
/// point farthest from the middle of all points, and at the one farthest from that, so that a mirrored ring keeps the mirrored points, but
/// for ties.
/// </summary>
internal static class RingSimplification
{
    /// <param name="ring">The points, not closed.</param>
    /// <param name="tolerance">What is left out is closer to the result than that.</param>
    /// <returns>The points that are kept, in their order, not closed.</returns>
    public static PolygonPoint[] Simplify(IReadOnlyList<PolygonPoint> ring, double tolerance)
    {
        var middle = new PolygonPoint(ring.Average(point => point.X), ring.Average(point => point.Y));
        var first = Farthest(ring, middle);
        var second = Farthest(ring, ring[first]);
        var kept = new bool[ring.Count];
        (kept[first], kept[second]) = (true, true);
        var open = new Stack<(int From, int To)>([(first, second), (second, first)]);
        while (open.TryPop(out var part))
        {
            var (index, distance) = Farthest(ring, part.From, part.To);
            if (distance > tolerance)
            {
                kept[index] = true;
                open.Push((part.From, index));
                open.Push((index, part.To));
            }
        }

        return [.. ring.Where((_, index) => kept[index])];
    }

    private static int Farthest(IReadOnlyList<PolygonPoint> ring, PolygonPoint from) =>
        Enumerable.Range(0, ring.Count).MaxBy(index => Distance(ring[index], from));

    /// <summary>The point between two others, in the order of the ring, that is farthest from the line between them.</summary>
    private static (int Index, double Distance) Farthest(IReadOnlyList<PolygonPoint> ring, int from, int to)
    {
        var farthest = (Index: from, Distance: -1.0);
        for (var index = (from + 1) % ring.Count; index != to; index = (index + 1) % ring.Count)
        {
            var distance = Distance(ring[index], ring[from], ring[to]);
            if (distance > farthest.Distance)
            {
                farthest = (index, distance);
            }
        }

        return farthest;
    }

    private static double Distance(PolygonPoint point, PolygonPoint other) =>
        Math.Sqrt(((point.X - other.X) * (point.X - other.X)) + ((point.Y - other.Y) * (point.Y - other.Y)));

    /// <summary>Of a point from the line between two others, its ends included.</summary>
    private static double Distance(PolygonPoint point, PolygonPoint from, PolygonPoint to)
    {
        var (across, down) = (to.X - from.X, to.Y - from.Y);
        var squared = (across * across) + (down * down);
        if (squared == 0)
        {
            return Distance(point, from);
        }

        var share = Math.Clamp((((point.X - from.X) * across) + ((point.Y - from.Y) * down)) / squared, 0, 1);
        return Distance(point, new PolygonPoint(from.X + (share * across), from.Y + (share * down)));
    }
}
