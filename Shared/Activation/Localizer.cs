using System.Buffers;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Activation;

/// <summary>Maps activations back to the photograph: region and peak of a class, in pixels of the oriented image.</summary>
public static class Localizer
{
    /// <summary>The share of the maximum that a pixel of the region must exceed (Zhou et al. 2016, section 3.2).</summary>
    private const float RegionThreshold = 0.2f;

    /// <summary>Keeps rounding errors from extending a box by a pixel when its corner is on a pixel boundary.</summary>
    private const double EdgeTolerance = 1e-6;

    /// <summary>
    /// Further components of the mask are of objects of their own if their evidence is strong; faint ones surround most objects.
    /// </summary>
    private const float FurtherRegionThreshold = 0.5f;

    /// <summary>
    /// The regions of a class: the map is up-sampled to the network's pixels, those above 20 % of the maximum are kept, and the
    /// bounding boxes of their 4-connected components are mapped to the oriented image and rounded outwards to whole pixels.
    /// </summary>
    /// <param name="map">The map.</param>
    /// <param name="frame">The part of the image that the network saw.</param>
    /// <param name="withPolygons">Whether to find outlines besides the boxes.</param>
    /// <returns>
    /// The largest component, and those further ones that reach half of the map's maximum, by falling size. None if the map's maximum
    /// is not positive: no part of the image is evidence for the class.
    /// </returns>
    public static IReadOnlyList<Region> Regions(ActivationMap map, NetworkFrame frame, bool withPolygons = false)
    {
        var maximum = map.Maximum;
        if (!(maximum > 0))
        {
            return [];
        }

        var rented = ArrayPool<float>.Shared.Rent(frame.Width * frame.Height);
        try
        {
            var values = rented.AsSpan(0, frame.Width * frame.Height);
            Upsampling.ToNetwork(map, frame.Width, frame.Height, values);
            var threshold = RegionThreshold * maximum;
            var components = Components.Find(values, frame.Width, threshold)
                .Where((component, index) => index == 0 || component.Maximum >= FurtherRegionThreshold * maximum);
            if (!withPolygons)
            {
                return [.. components.Select(component => new Region(ToImage(component.Box, frame), Polygon: null))];
            }

            var outlines = Outlines.Find(new Mask(values, frame.Width, threshold)).ToDictionary(outline => outline.First);
            var polygons = new RegionPolygons(frame, map.GridIn(frame));
            return [.. components.Select(component => Outlined(component, outlines[component.First]))];

            Region Outlined(Component component, Outline outline)
            {
                var box = ToImage(component.Box, frame);
                return new Region(box, polygons.Of(outline.Rings, component.Box, box));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// The pixel of the oriented image at the map's maximum. Bilinear interpolation has its maximum at a cell's centre; ties go
    /// to the first cell in reading order.
    /// </summary>
    public static PixelPoint Peak(ActivationMap map, NetworkFrame frame)
    {
        var (row, column) = Math.DivRem(Array.IndexOf(map.Values, map.Maximum), map.Columns);
        var grid = map.GridIn(frame);
        var (x, y) = (frame.ToImageX(grid.ColumnCentre(column)), frame.ToImageY(grid.RowCentre(row)));
        return new PixelPoint(Math.Clamp((int)x, 0, frame.ImageWidth - 1), Math.Clamp((int)y, 0, frame.ImageHeight - 1));
    }

    private static PixelBox ToImage(PixelBox box, NetworkFrame frame)
    {
        var (left, right) = RoundOutwards(frame.ToImageX(box.X), frame.ToImageX(box.X + box.Width), frame.ImageWidth);
        var (top, bottom) = RoundOutwards(frame.ToImageY(box.Y), frame.ToImageY(box.Y + box.Height), frame.ImageHeight);
        return new PixelBox(left, top, right - left, bottom - top);
    }

    private static (int First, int End) RoundOutwards(double first, double end, int length)
    {
        var start = Math.Clamp((int)Math.Floor(first + EdgeTolerance), 0, length - 1);
        return (start, Math.Clamp((int)Math.Ceiling(end - EdgeTolerance), start + 1, length));
    }
}
