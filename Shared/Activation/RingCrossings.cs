namespace CamFunctions.Shared.Activation;

/// <summary>Finds out whether rings cross or touch themselves or each other, as simplified ones may.</summary>
internal static class RingCrossings
{
    /// <summary>Below this, in square pixels, three points count as being on one line.</summary>
    private const double OnLine = 1e-9;

    /// <param name="rings">Closed rings.</param>
    public static bool Exist(IReadOnlyList<IReadOnlyList<PolygonPoint>> rings)
    {
        var edges = rings.SelectMany((ring, number) => EdgesOf(ring, number)).OrderBy(edge => edge.Left).ToArray();
        for (var one = 0; one < edges.Length; one++)
        {
            for (var other = one + 1; other < edges.Length && edges[other].Left <= edges[one].Right; other++)
            {
                if (!edges[one].IsNextTo(edges[other]) && Meet(edges[one], edges[other]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<Edge> EdgesOf(IReadOnlyList<PolygonPoint> ring, int number) =>
        Enumerable.Range(0, ring.Count - 1).Select(index => new Edge(ring[index], ring[index + 1], number, index, ring.Count - 1));

    private static bool Meet(Edge one, Edge other)
    {
        var (startSide, endSide) = (Side(one, other.From), Side(one, other.To));
        return startSide * endSide <= 0 && Side(other, one.From) * Side(other, one.To) <= 0
            && ((startSide, endSide) != (0, 0) || Overlap(one, other));
    }

    /// <summary>On which side of the edge's line a point is; 0 if it is on the line.</summary>
    private static int Side(Edge edge, PolygonPoint point)
    {
        var area = ((edge.To.X - edge.From.X) * (point.Y - edge.From.Y)) - ((edge.To.Y - edge.From.Y) * (point.X - edge.From.X));
        return Math.Abs(area) < OnLine ? 0 : Math.Sign(area);
    }

    /// <summary>Whether two edges on one line have a point in common.</summary>
    private static bool Overlap(Edge one, Edge other) =>
        one.Left <= other.Right && other.Left <= one.Right && one.Top <= other.Bottom && other.Top <= one.Bottom;

    private sealed record Edge(PolygonPoint From, PolygonPoint To, int Ring, int Index, int Count)
    {
        public double Left { get; } = Math.Min(From.X, To.X);

        public double Right { get; } = Math.Max(From.X, To.X);

        public double Top => Math.Min(From.Y, To.Y);

        public double Bottom => Math.Max(From.Y, To.Y);

        /// <summary>Whether they have an end in common, where they may meet.</summary>
        public bool IsNextTo(Edge other) =>
            Ring == other.Ring && ((Index + 1) % Count == other.Index || (other.Index + 1) % Count == Index);
    }
}
