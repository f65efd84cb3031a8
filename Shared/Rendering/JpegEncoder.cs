using CamFunctions.Shared.Imaging;
using NetVips;

namespace CamFunctions.Shared.Rendering;

/// <summary>Encodes pixels as an sRGB JPEG without metadata, because photographs contain GPS positions.</summary>
public static class JpegEncoder
{
    /// <summary>No visible loss at about a tenth of the uncompressed size.</summary>
    private const int Quality = 85;

    public static byte[] Encode(RgbImage image)
    {
        using var view = ImageResizer.View(image);
        using var colour = view.Copy(interpretation: Enums.Interpretation.Srgb);
        return colour.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
    }
}
