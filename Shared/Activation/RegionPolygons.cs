using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Activation;

/// <summary>Makes polygons in pixels of the oriented image from contours in network pixels.</summary>
/// <param name="frame">How the image became the network's input.</param>
/// <param name="grid">The cells of the map.</param>
internal sealed class RegionPolygons(NetworkFrame frame, CellGrid grid)
{
    /// <summary>Polygons differ from contours by up to a sixteenth of a cell: by less than the contours say about the object.</summary>
    private const double ToleranceInCells = 1.0 / 16;

    /// <summary>How often to try a smaller tolerance, until nothing crosses. After that, no point is left out.</summary>
    private const int MaximumHalvings = 4;

    private readonly double tolerance = ToleranceInCells * Math.Min(grid.StrideX, grid.StrideY);

    /// <summary>Rounding moves a point by less than a twentieth of a network pixel.</summary>
    private readonly int digits = Math.Clamp((int)Math.Ceiling(Math.Log10(Math.Max(frame.ScaleX, frame.ScaleY))) + 1, 1, 5);

    /// <param name="contours">The contours of a component, in network pixels.</param>
    /// <param name="component">Its box, in network pixels.</param>
    /// <param name="box">Its box, in pixels of the oriented image.</param>
    public Polygon Of(IReadOnlyList<IReadOnlyList<PolygonPoint>> contours, PixelBox component, PixelBox box)
    {
        var rings = contours.Select(ring => (IReadOnlyList<PolygonPoint>)[.. ring.Select(point => Within(component, point))]).ToArray();
        return Enumerable.Range(0, MaximumHalvings + 1)
            .Select(halvings => Simplified(rings, tolerance / (1 << halvings), box))
            .FirstOrDefault(polygon => polygon.Rings.Count > 0 && !RingCrossings.Exist(polygon.Rings)) ?? Simplified(rings, 0, box);
    }

    /// <summary>Between pixels the map may exceed the threshold by up to half a pixel beyond the last pixel that does.</summary>
    private static PolygonPoint Within(PixelBox box, PolygonPoint point) =>
        new(Math.Clamp(point.X, box.X, box.X + box.Width), Math.Clamp(point.Y, box.Y, box.Y + box.Height));

    /// <returns>No rings if nothing is left of the one around the component.</returns>
    private Polygon Simplified(IReadOnlyList<PolygonPoint>[] rings, double tolerance, PixelBox box)
    {
        var around = Closed(RingSimplification.Simplify(rings[0], tolerance), box);
        var holes = rings.Skip(1).Select(ring => Closed(RingSimplification.Simplify(ring, tolerance), box));
        return new Polygon(IsRing(around) ? [around, .. holes.Where(IsRing)] : []);
    }

    private static bool IsRing(List<PolygonPoint> closed) => closed.Count > 3;

    private List<PolygonPoint> Closed(PolygonPoint[] ring, PixelBox box)
    {
        var closed = new List<PolygonPoint>();
        foreach (var point in ring.Append(ring[0]).Select(point => Within(box, ToImage(point))))
        {
            if (closed.Count == 0 || closed[^1] != point)
            {
                closed.Add(point);
            }
        }

        return closed;
    }

    private PolygonPoint ToImage(PolygonPoint point) =>
        new(Math.Round(frame.ToImageX(point.X), digits), Math.Round(frame.ToImageY(point.Y), digits));
}
