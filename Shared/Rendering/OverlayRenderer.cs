using CamFunctions.Activation;
using CamFunctions.Imaging;
using NetVips;

namespace CamFunctions.Rendering;

/// <summary>Draws the overlay of a photograph and its best class's activation map.</summary>
public static class OverlayRenderer
{
    /// <summary>Good to the eye at about a tenth of the size of the pixels.</summary>
    private const int JpegQuality = 85;

    public static JpegOverlay Render(RgbImage photograph, ActivationMap map, NetworkFrame frame, ColorMap colorMap, int longestSide)
    {
        var blended = HeatMap.Blend(ImageResizer.Within(photograph, longestSide), map, frame, colorMap);
        return new JpegOverlay(Encode(blended), blended.Width, blended.Height, colorMap);
    }

    private static byte[] Encode(RgbImage image)
    {
        using var view = ImageResizer.View(image);
        using var colour = view.Copy(interpretation: Enums.Interpretation.Srgb);
        return colour.JpegsaveBuffer(q: JpegQuality, keep: Enums.ForeignKeep.None);
    }
}
