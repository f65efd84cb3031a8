using NetVips;

namespace CamFunctions.Benchmarks;

/// <summary>
/// A JPEG of 12 megapixels as a camera writes it: a photograph enlarged, with noise, because smooth areas decode too fast.
/// </summary>
internal static class LargePhotograph
{
    private const int Width = 4000;
    private const int Height = 3000;

    /// <summary>Standard deviation of the noise in levels, about that of a small sensor in daylight.</summary>
    private const double Noise = 5;

    private const int Quality = 90;

    public static byte[] Jpeg(string photograph)
    {
        using var small = Image.NewFromFile(photograph);
        using var large = small.Resize((double)Width / small.Width, kernel: Enums.Kernel.Cubic, vscale: (double)Height / small.Height);
        using var noise = Image.Gaussnoise(Width, Height, sigma: Noise, mean: 0, seed: 1);
        using var noisy = (large + noise).Cast(Enums.BandFormat.Uchar);
        using var colour = noisy.Copy(interpretation: Enums.Interpretation.Srgb);
        return colour.JpegsaveBuffer(q: Quality);
    }
}
