using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Rendering;

/// <summary>Draws an activation map over a photograph and encodes the result.</summary>
public static class OverlayRenderer
{
    /// <param name="photograph">The whole oriented image, at any scale; its pixels may be overwritten.</param>
    /// <param name="map">The class activation map.</param>
    /// <param name="frame">The part of the image that the network saw.</param>
    /// <param name="colorMap">The colours.</param>
    /// <param name="maximumSide">Maximum length of the overlay's longer side, in pixels.</param>
    public static JpegOverlay Render(RgbImage photograph, ActivationMap map, NetworkFrame frame, ColorMap colorMap, int maximumSide)
    {
        var overlay = ImageResizer.Within(photograph, maximumSide);
        HeatMap.BlendInto(overlay, map, frame, colorMap);
        return new JpegOverlay(JpegEncoder.Encode(overlay), overlay.Width, overlay.Height, colorMap);
    }
}
