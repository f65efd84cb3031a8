using System.Globalization;
using System.Runtime.InteropServices;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Imaging;
using NetVips;

namespace CamFunctions.Shared.Arrays;

/// <summary>
/// Encodes a map over the image as a grey PNG of 16 bits, from the map's minimum in black to its maximum in white. Its text says which
/// values these are, so that values can be computed from pixels. Black where the network saw nothing.
/// </summary>
public static class GreyPng
{
    public static byte[] Encode(ActivationMap map, MapOverImage overImage)
    {
        var (minimum, maximum) = (map.Minimum, map.Maximum);
        var perUnit = maximum > minimum ? ushort.MaxValue / (maximum - minimum) : 0;
        var pixels = new ushort[overImage.Width * overImage.Height];
        overImage.ForEachRow((y, values) =>
        {
            for (var x = 0; x < values.Length; x++)
            {
                var value = float.IsNaN(values[x]) ? 0 : ((values[x] - minimum) * perUnit) + 0.5f;
                pixels[(y * values.Length) + x] = (ushort)Math.Clamp(value, 0, ushort.MaxValue);
            }
        });
        return Encode(pixels, overImage.Width, overImage.Height, minimum, maximum);
    }

    private static byte[] Encode(ushort[] pixels, int width, int height, float minimum, float maximum)
    {
        Vips.EnsureConfigured();
        using var view = Image.NewFromMemory(
            MemoryMarshal.AsBytes<ushort>(pixels).ToArray(), width, height, bands: 1, Enums.BandFormat.Ushort);
        using var grey = view.Copy(interpretation: Enums.Interpretation.Grey16);
        using var described = grey.Mutate(image =>
        {
            // libvips writes fields of such names as text chunks.
            Set(image, "png-comment-0-minimum", minimum);
            Set(image, "png-comment-1-maximum", maximum);
            image.Set(GValue.GStrType, "png-comment-2-value", "minimum + pixel * (maximum - minimum) / 65535");
        });
        return described.PngsaveBuffer();
    }

    private static void Set(MutableImage image, string field, float value) =>
        image.Set(GValue.GStrType, field, value.ToString("R", CultureInfo.InvariantCulture));
}
