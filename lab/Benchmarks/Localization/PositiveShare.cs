using CamFunctions.Shared.Activation;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>
/// How much of a map's positive part is inside a box (Böhle et al. 2021, "Convolutional Dynamic Alignment Networks for Interpretable
/// Classifications").
/// </summary>
internal static class PositiveShare
{
    /// <param name="map">The map.</param>
    /// <param name="box">In network pixels.</param>
    /// <returns>0 to 1; 0 if the map is nowhere positive.</returns>
    public static double Inside(UpsampledMap map, PixelBox box)
    {
        var (inside, all) = (0.0, 0.0);
        for (var y = 0; y < map.Height; y++)
        {
            for (var x = 0; x < map.Width; x++)
            {
                var value = Math.Max(0, map.Values[(y * map.Width) + x]);
                all += value;
                inside += Boxes.Contains(box, new PixelPoint(x, y)) ? value : 0;
            }
        }

        return all > 0 ? inside / all : 0;
    }
}
