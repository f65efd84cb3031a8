using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Rendering;

/// <summary>Draws the overlay of a photograph and its best class's activation map.</summary>
public static class OverlayRenderer
{
    public static JpegOverlay Render(RgbImage photograph, ActivationMap map, NetworkFrame frame, ColorMap colorMap, int longestSide)
    {
        var blended = HeatMap.Blend(ImageResizer.Within(photograph, longestSide), map, frame, colorMap);
        return new JpegOverlay(JpegEncoder.Encode(blended), blended.Width, blended.Height, colorMap);
    }
}
