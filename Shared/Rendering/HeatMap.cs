using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Rendering;

/// <summary>Draws an activation map over a photograph.</summary>
public static class HeatMap
{
    /// <summary>For fewer pixels, a second thread would cost more time than it saves.</summary>
    private const int PixelsPerThread = 500_000;

    /// <summary>
    /// Blends the photograph's pixels half and half with the map in colours, normalised to the map's minimum and maximum. Parts that
    /// the network did not see (outside the window of <see cref="Geometry.Crop"/>) stay unchanged.
    /// </summary>
    /// <param name="photograph">The whole oriented image, at any scale; changed in place, to save a copy of a large image.</param>
    /// <param name="map">The class activation map.</param>
    /// <param name="frame">The part of the image that the network saw.</param>
    /// <param name="colorMap">The colours.</param>
    public static void BlendInto(RgbImage photograph, ActivationMap map, NetworkFrame frame, ColorMap colorMap)
    {
        var (width, height) = (photograph.Width, photograph.Height);
        // From pixels of the photograph at this scale, to pixels of the oriented image, to network pixels.
        double NetworkX(double x) => frame.ToNetworkX(x * frame.ImageWidth / width);
        double NetworkY(double y) => frame.ToNetworkY(y * frame.ImageHeight / height);
        var grid = map.GridIn(frame);
        var across = new Interpolation(map.Columns, width, x => grid.ToColumn(NetworkX(x)));
        var down = new Interpolation(map.Rows, height, y => grid.ToRow(NetworkY(y)));
        var (left, right) = Seen(width, x => NetworkX(x) is var seen && seen >= 0 && seen < frame.Width);
        var (top, bottom) = Seen(height, y => NetworkY(y) is var seen && seen >= 0 && seen < frame.Height);

        Strips.Run(height, width * height / PixelsPerThread, (first, end) =>
        {
            var row = new HeatMapRow(new Upsampling(map, across, down), new MapColors(map, colorMap), left, right);
            for (var y = Math.Max(first, top); y < Math.Min(end, bottom); y++)
            {
                row.BlendInto(photograph.Pixels.AsSpan(y * width * RgbImage.Bands, width * RgbImage.Bands), y);
            }
        });
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
}
