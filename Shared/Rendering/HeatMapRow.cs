using System.Numerics;
using System.Runtime.InteropServices;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Rendering;

/// <summary>Blends rows of a photograph with the colours of a map. Not thread-safe.</summary>
/// <param name="upsampling">The map, up-sampled to the photograph.</param>
/// <param name="colors">The colours of its values.</param>
/// <param name="left">The first column to blend.</param>
/// <param name="right">The column after the last one to blend.</param>
internal sealed class HeatMapRow(Upsampling upsampling, MapColors colors, int left, int right)
{
    private readonly float[] values = new float[upsampling.Width];
    private readonly byte[] drawn = new byte[MapColors.BytesFor(right - left)];

    /// <param name="pixels">A row of the photograph, [width, 3].</param>
    /// <param name="y">Its number.</param>
    public void BlendInto(Span<byte> pixels, int y)
    {
        upsampling.Row(y, values);
        colors.Draw(values.AsSpan(left, right - left), drawn);
        Average(pixels[(left * RgbImage.Bands)..(right * RgbImage.Bands)], drawn);
    }

    /// <summary>The means of both, rounded up, as (a | b) - (a ^ b) / 2 (Warren, Hacker's Delight, section 2-5).</summary>
    private static void Average(Span<byte> pixels, ReadOnlySpan<byte> others)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(pixels);
        var otherVectors = MemoryMarshal.Cast<byte, Vector<byte>>(others);
        for (var index = 0; index < vectors.Length; index++)
        {
            var (one, other) = (vectors[index], otherVectors[index]);
            vectors[index] = (one | other) - ((one ^ other) >>> 1);
        }

        for (var at = vectors.Length * Vector<byte>.Count; at < pixels.Length; at++)
        {
            pixels[at] = (byte)((pixels[at] + others[at] + 1) / 2);
        }
    }
}
