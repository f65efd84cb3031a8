using CamFunctions.Cli.Export.Output;
using CamFunctions.Shared.Activation;

namespace CamFunctions.Tests.Cli.Export;

public sealed class SingleRingTests
{
    private static readonly PolygonPoint[] Around = Square(0, 0, 10, isClockwise: true);

    [Fact]
    public void A_polygon_without_holes_is_its_outline() =>
        Assert.Equal(Around.SkipLast(1), SingleRing.Of(new Polygon([Around])));

    [Fact]
    public void Holes_stay_empty_by_either_rule_of_filling()
    {
        var polygon = new Polygon([Around, Square(2, 2, 3, isClockwise: false), Square(6, 5, 2, isClockwise: false)]);
        var ring = SingleRing.Of(polygon);
        Assert.Equal(100 - 9 - 4, polygon.Area);
        Assert.Equal(polygon.Area, Polygon.SignedArea([.. ring, ring[0]]));
        (double X, double Y, bool IsInside)[] points =
            [(1.3, 1.1, true), (3.3, 3.1, false), (5.3, 4.7, true), (7.3, 6.1, false), (9.3, 9.1, true)];
        foreach (var (x, y, isInside) in points)
        {
            var crossings = Crossings([.. ring, ring[0]], x, y).ToArray();
            Assert.Equal(isInside ? 1 : 0, crossings.Length % 2);
            Assert.Equal(isInside ? 1 : 0, Math.Abs(crossings.Sum()));
        }
    }

    /// <summary>Of the ray to the right: 1 downwards, -1 upwards.</summary>
    private static IEnumerable<int> Crossings(PolygonPoint[] ring, double x, double y) => ring.Zip(ring.Skip(1))
        .Where(edge => (edge.First.Y > y) != (edge.Second.Y > y)
            && x < edge.First.X + ((edge.Second.X - edge.First.X) * (y - edge.First.Y) / (edge.Second.Y - edge.First.Y)))
        .Select(edge => edge.Second.Y > edge.First.Y ? 1 : -1);

    private static PolygonPoint[] Square(double x, double y, double side, bool isClockwise)
    {
        PolygonPoint[] ring = [new(x, y), new(x + side, y), new(x + side, y + side), new(x, y + side), new(x, y)];
        return isClockwise ? ring : [.. ring.Reverse()];
    }
}
