using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Tests.Shared.Activation;

public sealed class PolygonTests
{
    /// <summary>Network pixels are 2.5 pixels of the image.</summary>
    private const double Scale = 2.5;
    private const int Stride = 16;

    private static readonly NetworkFrame Frame = new(800, 640, 320, 256, 0, 0, 320, 256);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_polygon_is_inside_its_box_and_its_closed_rings_neither_cross_nor_touch(int seed)
    {
        Assert.All(RegionsOf(RandomMap(seed)), region =>
        {
            var (box, rings) = (region.Box, region.Polygon!.Rings);
            Assert.All(rings, ring =>
            {
                Assert.True(ring.Count > 3);
                Assert.Equal(ring[0], ring[^1]);
                Assert.Distinct(ring.Skip(1));
                Assert.All(ring, point =>
                {
                    Assert.InRange(point.X, box.X, box.X + box.Width);
                    Assert.InRange(point.Y, box.Y, box.Y + box.Height);
                });
            });
            AssertApart(rings);
            Assert.True(Polygon.SignedArea(rings[0]) > 0);
            Assert.All(rings.Skip(1), hole => Assert.True(Polygon.SignedArea(hole) < 0));
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_polygon_contains_the_pixels_above_the_threshold(int seed)
    {
        // Any pixel whose centre is farther from the outline than a polygon may be is on the right side of it.
        var map = RandomMap(seed);
        var region = RegionsOf(map)[0];
        var threshold = 0.2f * map.Maximum;
        var values = new float[Frame.Width * Frame.Height];
        Upsampling.ToNetwork(map, Frame.Width, Frame.Height, values);
        var largest = Components.Find(values, Frame.Width, threshold)[0];
        var area = largest.Area * Scale * Scale;
        var border = region.Polygon!.Rings.Sum(Length);
        // On average a contour halves the pixels that it passes through; what is left out is a third of the tolerance away.
        Assert.InRange(region.Polygon.Area, area - (border * Stride / 16 * Scale / 2), area + (border * Stride / 16 * Scale / 2));

        var wrong = 0;
        for (var y = 0; y < Frame.Height; y += 3)
        {
            for (var x = 0; x < Frame.Width; x += 3)
            {
                var point = new PolygonPoint((x + 0.5) * Scale, (y + 0.5) * Scale);
                if (Contains(region.Polygon, point) && values[(y * Frame.Width) + x] <= threshold
                    && region.Polygon.Rings.Min(ring => Distance(ring, point)) > 2.5 * Scale)
                {
                    wrong++;
                }
            }
        }

        Assert.Equal(0, wrong);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_mirrored_map_has_the_mirrored_polygon(int seed)
    {
        var map = RandomMap(seed);
        var mirrored = map with
        {
            Values = [.. Enumerable.Range(0, map.Rows).SelectMany(row => map.Row(row).ToArray().Reverse())],
            Grid = map.Grid! with { CentreX = Frame.Width - map.Grid.ColumnCentre(map.Columns - 1) },
        };
        var pairs = RegionsOf(map).Zip(RegionsOf(mirrored));
        Assert.All(pairs, pair =>
        {
            var (one, other) = (pair.First.Polygon!, pair.Second.Polygon!);
            // Of several points that are equally far from a line, the first is kept, which is another one in the mirror.
            Assert.Equal(one.Area, other.Area, Length(one.Rings[0]) * Scale / 4);
            Assert.All(
                one.Rings[0],
                point => Assert.InRange(Distance(other.Rings[0], new PolygonPoint(Frame.ImageWidth - point.X, point.Y)), 0, Scale));
        });
    }

    [Fact]
    public void A_region_that_fills_the_image_has_the_images_corners()
    {
        var polygon = RegionsOf(new ActivationMap(1, 1, [1]))[0].Polygon!;
        Assert.Equal(
            [new(0, 0), new(0, 640), new(800, 0), new(800, 640)],
            Assert.Single(polygon.Rings).Distinct().OrderBy(point => point.X).ThenBy(point => point.Y));
        Assert.Equal(800 * 640, polygon.Area);
    }

    [Fact]
    public void A_hole_is_a_ring_of_its_own()
    {
        // A bright frame around a dark middle.
        var values = Enumerable.Range(0, 16 * 20).Select(cell => (cell / 20) is > 4 and < 11 && (cell % 20) is > 4 and < 15 ? -1f : 1f);
        var polygon = RegionsOf(new ActivationMap(16, 20, [.. values]))[0].Polygon!;
        Assert.Equal(2, polygon.Rings.Count);
        Assert.False(Contains(polygon, new PolygonPoint(400, 320)));
        Assert.True(Contains(polygon, new PolygonPoint(20, 20)));
        Assert.InRange(-Polygon.SignedArea(polygon.Rings[1]), 5 * 9 * 1600, 7 * 11 * 1600);
    }

    [Fact]
    public void Pixels_at_the_threshold_exactly_and_pixels_that_touch_at_a_corner_keep_rings_apart()
    {
        // A map of 0 and 5 next to each other on a grid as fine as the pixels, with the threshold itself, 1, in between.
        var values = Enumerable.Range(0, 24 * 24).Select(cell => ((cell / 24) + (cell % 24)) % 2 == 0 ? 5f : cell % 3 == 0 ? 1f : 0f);
        var frame = new NetworkFrame(24, 24, 24, 24, 0, 0, 24, 24);
        var regions = Localizer.Regions(new ActivationMap(24, 24, [.. values]), frame, withPolygons: true);
        Assert.NotEmpty(regions);
        Assert.All(regions, region => AssertApart(region.Polygon!.Rings));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 4000)]
    public void The_smallest_and_the_longest_images_have_polygons(int width, int height)
    {
        var frame = new NetworkFrame(width, height, 96, 64, 0, 0, 96, 64);
        var region = Localizer.Regions(new ActivationMap(2, 3, [0, 0, 0, 0, 0, 1]), frame, withPolygons: true)[0];
        AssertApart(region.Polygon!.Rings);
        Assert.InRange(region.Polygon.Area, 0.1 * width * height, 0.6 * width * height);
    }

    [Fact]
    public void There_are_no_polygons_unless_they_are_asked_for() =>
        Assert.All(Localizer.Regions(RandomMap(1), Frame), region => Assert.Null(region.Polygon));

    private static IReadOnlyList<Region> RegionsOf(ActivationMap map) => Localizer.Regions(map, Frame, withPolygons: true);

    /// <summary>Smooth hills and dales, with more of them for larger seeds, up to a noise of single cells.</summary>
    private static ActivationMap RandomMap(int seed)
    {
        var random = new Random(seed);
        var (rows, columns) = (16, 20);
        var values = new float[rows * columns];
        for (var hill = 0; hill < 3 + (seed * 6); hill++)
        {
            var (x, y, height) = (random.NextDouble() * columns, random.NextDouble() * rows, (random.NextDouble() * 12) - 5);
            var width = Math.Max(0.4, 3.0 - (seed / 12.0));
            for (var cell = 0; cell < values.Length; cell++)
            {
                var squared = Math.Pow((cell % columns) - x, 2) + Math.Pow((cell / columns) - y, 2);
                values[cell] += (float)(height * Math.Exp(-squared / (2 * width * width)));
            }
        }

        // All-negative maps have no region.
        values[0] = Math.Max(values[0], 0.5f);
        return new ActivationMap(rows, columns, values, new CellGrid(Stride, Stride, 6.5, 6.5 + (seed % 3)));
    }

    private static void AssertApart(IReadOnlyList<IReadOnlyList<PolygonPoint>> rings)
    {
        var edges = rings.SelectMany((ring, number) => ring.Zip(ring.Skip(1), (from, to) => (Ring: number, From: from, To: to))).ToArray();
        for (var one = 0; one < edges.Length; one++)
        {
            for (var other = one + 1; other < edges.Length; other++)
            {
                var (first, second) = (edges[one], edges[other]);
                var isNext = first.Ring == second.Ring && (first.To == second.From || second.To == first.From);
                Assert.False(!isNext && Meet(first.From, first.To, second.From, second.To), $"{first} meets {second}.");
            }
        }
    }

    /// <summary>By parameters along both edges, other than in the code.</summary>
    private static bool Meet(PolygonPoint a, PolygonPoint b, PolygonPoint c, PolygonPoint d)
    {
        var determinant = ((b.X - a.X) * (d.Y - c.Y)) - ((b.Y - a.Y) * (d.X - c.X));
        if (Math.Abs(determinant) < 1e-9)
        {
            return new[] { c, d }.Any(point => Distance([a, b], point) < 1e-9)
                || new[] { a, b }.Any(point => Distance([c, d], point) < 1e-9);
        }

        var along = (((c.X - a.X) * (d.Y - c.Y)) - ((c.Y - a.Y) * (d.X - c.X))) / determinant;
        var across = (((c.X - a.X) * (b.Y - a.Y)) - ((c.Y - a.Y) * (b.X - a.X))) / determinant;
        return along is >= 0 and <= 1 && across is >= 0 and <= 1;
    }

    private static bool Contains(Polygon polygon, PolygonPoint point) => polygon.Rings
        .SelectMany(ring => ring.Zip(ring.Skip(1)))
        .Count(edge => (edge.First.Y > point.Y) != (edge.Second.Y > point.Y)
            && point.X < edge.First.X
                + ((edge.Second.X - edge.First.X) * (point.Y - edge.First.Y) / (edge.Second.Y - edge.First.Y))) % 2 == 1;

    private static double Length(IReadOnlyList<PolygonPoint> ring) =>
        ring.Zip(ring.Skip(1)).Sum(edge => double.Hypot(edge.First.X - edge.Second.X, edge.First.Y - edge.Second.Y));

    /// <summary>Of a point from the nearest edge.</summary>
    private static double Distance(IReadOnlyList<PolygonPoint> ring, PolygonPoint point) => ring.Zip(ring.Skip(1)).Min(edge =>
    {
        var (across, down) = (edge.Second.X - edge.First.X, edge.Second.Y - edge.First.Y);
        var share = ((point.X - edge.First.X) * across) + ((point.Y - edge.First.Y) * down);
        share = Math.Clamp(share / ((across * across) + (down * down)), 0, 1);
        return Math.Sqrt(
            Math.Pow(point.X - edge.First.X - (share * across), 2) + Math.Pow(point.Y - edge.First.Y - (share * down), 2));
    });
}
