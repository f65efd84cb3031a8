namespace CamFunctions.Shared.Activation;

/// <summary>
/// The outline of a region. Each ring is closed: its last point is its first one, as in GeoJSON (RFC 7946, section 3.1.6). Rings neither
/// cross nor touch themselves or each other.
/// </summary>
/// <param name="Rings">
/// The first is the outline, clockwise as seen in the image; the others are holes in it, counterclockwise. In pixels of the oriented image.
/// </param>
public sealed record Polygon(IReadOnlyList<IReadOnlyList<PolygonPoint>> Rings)
{
    /// <summary>In square pixels, without the holes.</summary>
    public double Area => Rings.Sum(SignedArea);

    /// <summary>The area of a closed ring by the shoelace formula, positive if it is clockwise as seen in the image.</summary>
    public static double SignedArea(IReadOnlyList<PolygonPoint> ring)
    {
        var twice = 0.0;
        for (var index = 1; index < ring.Count; index++)
        {
            var (from, to) = (ring[index - 1], ring[index]);
            twice += (from.X * to.Y) - (to.X * from.Y);
        }

        return twice / 2;
    }
}
