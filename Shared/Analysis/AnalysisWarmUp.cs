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

    private const int Cells = 10;

    private static readonly NetworkInputSize Accepted = new(Step: 32, Width: 224, Height: 224, IsFixed: false);

    public static void Run()
    {
        var file = JpegEncoder.Encode(new RgbImage(Side, Side, new byte[Side * Side * RgbImage.Bands]));
        var options = new AnalysisOptions();
        var header = ImageHeaderReader.Read(file, new ImageLimits());
        var frame = NetworkFraming.Frame(header.Width, header.Height, Geometry.Whole, options.InputSide, Accepted);
        var goal = new DecodingGoal(frame.DecodingSide(options.OverlaySide), frame);
        var photograph = ImageDecoder.Decode(file, header, goal, TruncatedImages.Refuse, DecodingTime.Unlimited()).Image;
        var map = new ActivationMap(Cells, Cells, [.. Enumerable.Range(0, Cells * Cells).Select(cell => (float)cell)]);
        Localizer.Regions(map, frame);
        Localizer.Peak(map, frame);
        OverlayRenderer.Render(photograph, map, frame, options.ColorMap, options.OverlaySide);
    }
}
