using CamFunctions.Shared.Imaging;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>
/// Insertion and deletion (Petsiuk et al. 2018, "RISE: Randomized Input Sampling for Explanation of Black-box Models"):
/// how a class's probability changes while an image's pixels are replaced, those with the highest value in its map first.
/// </summary>
internal static class PixelReplacement
{
    private const int Steps = 20;

    /// <param name="first">The image to begin with.</param>
    /// <param name="last">The image to end with.</param>
    /// <param name="map">The map, of the same size.</param>
    /// <param name="probability">The class's probability for an image.</param>
    /// <returns>The area under the probability over the share of pixels replaced, by the trapezoidal rule: 0 to 1.</returns>
    public static double Area(RgbImage first, RgbImage last, UpsampledMap map, Func<RgbImage, double> probability)
    {
        var order = Enumerable.Range(0, map.Values.Length).ToArray();
        Array.Sort(Array.ConvertAll(map.Values, value => -value), order);
        var image = first with { Pixels = [.. first.Pixels] };
        var area = probability(image) / 2;
        for (var step = 0; step < Steps; step++)
        {
            foreach (var pixel in order.AsSpan(Replaced(step)..Replaced(step + 1)))
            {
                last.Pixels.AsSpan(pixel * RgbImage.Bands, RgbImage.Bands).CopyTo(image.Pixels.AsSpan(pixel * RgbImage.Bands));
            }

            area += probability(image) / (step + 1 < Steps ? 1 : 2);
        }

        return area / Steps;

        int Replaced(int step) => (int)((long)order.Length * step / Steps);
    }
}
