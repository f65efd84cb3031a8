using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Rendering;

/// <summary>Draws an activation map over a photograph and encodes the result.</summary>
public static class OverlayRenderer
{
    public static JpegOverlay Render(RgbImage photograph, ActivationMap map, NetworkFrame frame, ColorMap colorMap, int maximumSide)
    {
        var blended = HeatMap.Blend(ImageResizer.Within(photograph, maximumSide), map, frame, colorMap);
        return new JpegOverlay(JpegEncoder.Encode(blended), blended.Width, blended.Height, colorMap);
    }
}
