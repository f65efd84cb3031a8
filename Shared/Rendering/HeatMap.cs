using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Rendering;

/// <summary>Draws an activation map over a photograph.</summary>
public static class HeatMap
{
    /// <summary>For fewer pixels, a second thread would cost more time than it saves.</summary>
    private const int PixelsPerThread = 100_000;

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
        var overImage = new MapOverImage(map, frame, width, height);
        var ((left, right), (top, bottom)) = (overImage.Columns, overImage.Rows);
        Strips.Run(height, width * height / PixelsPerThread, (first, end) =>
        {
            var row = new HeatMapRow(overImage.Upsample(), new MapColors(map, colorMap), left, right);
            for (var y = Math.Max(first, top); y < Math.Min(end, bottom); y++)
            {
                row.BlendInto(photograph.Pixels.AsSpan(y * width * RgbImage.Bands, width * RgbImage.Bands), y);
            }
        });
    }
}
