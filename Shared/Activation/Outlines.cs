namespace CamFunctions.Shared.Activation;

/// <summary>
/// The contours of a mask between the centres of its pixels: marching squares (Lorensen and Cline 1987, in two dimensions), where pixels
/// that only touch at a corner are not connected. Each contour is walked along the pixels on its inside, which are to its right.
/// </summary>
internal static class Outlines
{
    /// <summary>The sides of a pixel, clockwise from the one above: its neighbour is that far across and down.</summary>
    private static readonly (int Across, int Down)[] Sides = [(0, -1), (1, 0), (0, 1), (-1, 0)];

    private const int Right = 1;
    private const int Left = 3;

    /// <returns>An outline per 4-connected component, in reading order of their first pixels.</returns>
    public static IReadOnlyList<Outline> Find(Mask mask)
    {
        var outlines = new List<Outline>();
        // Which component's contour passes through the left edge of a pixel.
        var passed = new Dictionary<PixelPoint, int>();
        for (var y = 0; y < mask.Height; y++)
        {
            var row = mask.Row(y);
            var end = 0;
            while (MaskRow.FirstFrom(row, end, mask.Threshold, isAbove: true) is var start && start < row.Length)
            {
                end = MaskRow.FirstFrom(row, start, mask.Threshold, isAbove: false);
                if (!passed.TryGetValue(new PixelPoint(start, y), out var component))
                {
                    component = outlines.Count;
                    outlines.Add(new Outline(new PixelPoint(start, y), []));
                    outlines[component].Rings.Add(Walk(mask, start, y, Left, component, passed));
                }

                // The right side of a component was walked with its left side. What is new here is a hole, from its upper left on.
                if (!passed.ContainsKey(new PixelPoint(end, y)))
                {
                    outlines[component].Rings.Add(Walk(mask, end - 1, y, Right, component, passed));
                }
            }
        }

        return outlines;
    }

    private static List<PolygonPoint> Walk(Mask mask, int x, int y, int side, int component, Dictionary<PixelPoint, int> passed)
    {
        var ring = new List<PolygonPoint>();
        var start = (x, y, side);
        do
        {
            var beside = Neighbour(x, y, side);
            ring.Add(Between(x, y, side, mask.ShareKept(x, y, beside.X, beside.Y)));
            if (side is Left or Right)
            {
                passed[side == Left ? new PixelPoint(x, y) : beside] = component;
            }

            var clockwise = (side + 1) % Sides.Length;
            var ahead = Neighbour(x, y, clockwise);
            var diagonal = Neighbour(ahead.X, ahead.Y, side);
            if (!mask.Contains(ahead.X, ahead.Y))
            {
                if (!mask.IsInput(beside.X, beside.Y) && !mask.IsInput(ahead.X, ahead.Y))
                {
                    ring.Add(Corner(x, y, side, clockwise));
                }

                side = clockwise;
            }
            else if (mask.Contains(diagonal.X, diagonal.Y))
            {
                (x, y, side) = (diagonal.X, diagonal.Y, (side + 3) % Sides.Length);
            }
            else
            {
                (x, y) = (ahead.X, ahead.Y);
            }
        }
        while ((x, y, side) != start);
        return ring;
    }

    private static PixelPoint Neighbour(int x, int y, int side) => new(x + Sides[side].Across, y + Sides[side].Down);

    private static PolygonPoint Between(int x, int y, int side, double share) =>
        new(x + 0.5 + (share * Sides[side].Across), y + 0.5 + (share * Sides[side].Down));

    /// <summary>Of the input.</summary>
    private static PolygonPoint Corner(int x, int y, int side, int next) =>
        new(x + 0.5 + ((Sides[side].Across + Sides[next].Across) / 2.0), y + 0.5 + ((Sides[side].Down + Sides[next].Down) / 2.0));
}
