using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Rendering;

/// <summary>Blends a photograph with the colours of an activation map.</summary>
public static class HeatMap
{
    private const int Bands = 3;

    /// <summary>
    /// Blends the photograph half and half with the map in colours, normalised to the map's minimum and maximum. Parts that the
    /// network did not see (outside the window of <see cref="Geometry.Crop"/>) stay unchanged.
    /// </summary>
    /// <param name="photograph">The whole oriented image, at any scale; not changed.</param>
    /// <param name="map">The class activation map.</param>
    /// <param name="frame">The part of the image that the network saw.</param>
    /// <param name="colorMap">The colours.</param>
    public static RgbImage Blend(RgbImage photograph, ActivationMap map, NetworkFrame frame, ColorMap colorMap)
    {
        var (width, height) = (photograph.Width, photograph.Height);
        // From pixels of the photograph at this scale, to pixels of the oriented image, to network pixels.
        double NetworkX(double x) => frame.ToNetworkX(x * frame.ImageWidth / width);
        double NetworkY(double y) => frame.ToNetworkY(y * frame.ImageHeight / height);
        var upsampling = new Upsampling(
            map,
            new Interpolation(map.Columns, width, x => NetworkX(x) * map.Columns / frame.Width),
            new Interpolation(map.Rows, height, y => NetworkY(y) * map.Rows / frame.Height));
        var (left, right) = Seen(width, x => NetworkX(x) is var seen && seen >= 0 && seen < frame.Width);
        var (top, bottom) = Seen(height, y => NetworkY(y) is var seen && seen >= 0 && seen < frame.Height);

        var blended = photograph.Pixels.AsSpan().ToArray();
        var colors = new Colors(map, colorMap);
        var values = new float[width];
        for (var y = top; y < bottom; y++)
        {
            upsampling.Row(y, values);
            var row = blended.AsSpan(y * width * Bands, width * Bands);
            for (var x = left; x < right; x++)
            {
                colors.BlendInto(row.Slice(x * Bands, Bands), values[x]);
            }
        }

        return new RgbImage(width, height, blended);
    }

    /// <summary>The range of positions whose centres the network saw.</summary>
    private static (int First, int End) Seen(int length, Func<double, bool> isSeen)
    {
        var (first, end) = (0, length);
        while (first < end && !isSeen(first + 0.5))
        {
            first++;
        }

        while (end > first && !isSeen(end - 0.5))
        {
            end--;
        }

        return (first, end);
    }

    private readonly ref struct Colors(ActivationMap map, ColorMap colorMap)
    {
        private readonly ReadOnlySpan<byte> table = ColorMaps.Table(colorMap);
        private readonly float minimum = map.Minimum;
        // A constant map has no range and is drawn in the lowest colour.
        private readonly float perUnit = map.Maximum > map.Minimum ? byte.MaxValue / (map.Maximum - map.Minimum) : 0;

        public void BlendInto(Span<byte> pixel, float value)
        {
            var color = table.Slice((int)(((value - minimum) * perUnit) + 0.5f) * Bands, Bands);
            pixel[0] = (byte)((pixel[0] + color[0] + 1) / 2);
            pixel[1] = (byte)((pixel[1] + color[1] + 1) / 2);
            pixel[2] = (byte)((pixel[2] + color[2] + 1) / 2);
        }
    }
}
