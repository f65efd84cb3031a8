using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Rendering;

/// <summary>The colours of an activation map's values, from its minimum to its maximum.</summary>
internal sealed class MapColors
{
    /// <summary>Red, green and blue in the first three bytes of each, so that one write draws a pixel.</summary>
    private readonly uint[] table;
    private readonly float minimum;
    private readonly float perUnit;

    public MapColors(ActivationMap map, ColorMap colorMap)
    {
        var colors = ColorMaps.Table(colorMap);
        table = new uint[colors.Length / RgbImage.Bands];
        for (var index = 0; index < table.Length; index++)
        {
            colors.Slice(index * RgbImage.Bands, RgbImage.Bands).CopyTo(MemoryMarshal.AsBytes(table.AsSpan(index, 1)));
        }

        (minimum, var maximum) = (map.Minimum, map.Maximum);
        // A constant map has no range and is drawn in the lowest colour.
        perUnit = maximum > minimum ? (table.Length - 1) / (maximum - minimum) : 0;
    }

    /// <summary>The bytes that <see cref="Draw"/> needs: the last pixel is written as four bytes too.</summary>
    public static int BytesFor(int pixels) => (pixels * RgbImage.Bands) + 1;

    /// <param name="values">Values between the map's minimum and maximum.</param>
    /// <param name="pixels">Room for their colours, [length, 3], and one more byte.</param>
    public void Draw(ReadOnlySpan<float> values, Span<byte> pixels)
    {
        for (var x = 0; x < values.Length; x++)
        {
            Unsafe.WriteUnaligned(ref pixels[x * RgbImage.Bands], table[(int)(((values[x] - minimum) * perUnit) + 0.5f)]);
        }
    }
}
