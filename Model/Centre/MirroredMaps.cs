using CamFunctions.Model.Cam;

namespace CamFunctions.Model.Centre;

/// <summary>The map of an image, and that of the image mirrored, along the direction in which it was mirrored.</summary>
/// <param name="Lines">The lines of the map in that direction.</param>
/// <param name="Mirrored">Those of the mirrored image's.</param>
/// <param name="Pixels">The image's side in that direction.</param>
/// <param name="Stride">Pixels per cell.</param>
internal sealed record MirroredMaps(float[][] Lines, float[][] Mirrored, int Pixels, int Stride)
{
    private const double HalfPixel = 0.5;

    /// <summary>
    /// The correlation of both maps when they are drawn over the image, linearly between cells, the mirrored one mirrored back.
    /// </summary>
    /// <param name="centre">Where the first cell's centre is drawn, in pixels.</param>
    /// <param name="margin">Pixels at either end that are left out.</param>
    public double Correlation(double centre, int margin)
    {
        var pixels = Enumerable.Range(margin, Pixels - (2 * margin)).Select(pixel => pixel + HalfPixel).ToArray();
        return Pearson.Correlation(
            [.. Lines.SelectMany(line => pixels.Select(pixel => At(line, (pixel - centre) / Stride)))],
            [.. Mirrored.SelectMany(line => pixels.Select(pixel => At(line, (Pixels - pixel - centre) / Stride)))]);
    }

    private static float At(float[] line, double cell)
    {
        var position = Math.Clamp(cell, 0, line.Length - 1);
        var before = Math.Min((int)position, Math.Max(line.Length - 2, 0));
        var after = Math.Min(before + 1, line.Length - 1);
        return (float)(line[before] + ((position - before) * (line[after] - line[before])));
    }
}
