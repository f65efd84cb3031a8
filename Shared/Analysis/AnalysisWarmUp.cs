using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Analysis;

/// <summary>
/// Takes a plain image through everything but the network. Libraries are then loaded and code is compiled while the model is being
/// loaded, and not when the first image waits for it.
/// </summary>
public static class AnalysisWarmUp
{
    /// <summary>More than the network's, so that the image is reduced as photographs are.</summary>
    private const int Side = 512;

    private const int NetworkSide = 320;
    private const int Cells = 10;

    /// <param name="options">The limits, colours and sizes.</param>
    public static void Run(AnalysisOptions options)
    {
        var file = JpegEncoder.Encode(new RgbImage(Side, Side, new byte[Side * Side * 3]));
        var header = ImageHeaderReader.Read(file, options.Limits with { MaxBytes = long.MaxValue, MaxPixels = long.MaxValue });
        var frame = NetworkFraming.Frame(header.Width, header.Height, Geometry.Whole, NetworkSide, NetworkSide);
        var photograph = ImageDecoder.Decode(file, header, Side);
        ImageResizer.ToNetwork(photograph, frame);
        var map = new ActivationMap(Cells, Cells, [.. Enumerable.Range(0, Cells * Cells).Select(cell => (float)cell)]);
        Localizer.Region(map, frame);
        Localizer.Peak(map, frame);
        OverlayRenderer.Render(photograph, map, frame, options.ColorMap, options.OverlaySide);
    }
}
