using CamFunctions.Shared.Imaging;
using NetVips;

namespace CamFunctions.Shared.Rendering;

/// <summary>Writes pixels as an sRGB JPEG without metadata: photographs carry GPS positions.</summary>
public static class JpegEncoder
{
    /// <summary>Good to the eye at about a tenth of the size of the pixels.</summary>
    private const int Quality = 85;

    public static byte[] Encode(RgbImage image)
    {
        using var view = ImageResizer.View(image);
        using var colour = view.Copy(interpretation: Enums.Interpretation.Srgb);
        return colour.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
    }
}
