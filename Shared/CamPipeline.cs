using CamFunctions.Activation;
using CamFunctions.Imaging;
using CamFunctions.Inference;
using CamFunctions.Records;
using CamFunctions.Rendering;

namespace CamFunctions;

/// <summary>The way of one image: bytes in, class activation maps, regions and overlay out. Serves any number of threads.</summary>
public sealed class CamPipeline(CamModel model, PipelineOptions options)
{
    private readonly Geometry geometry = options.Geometry ?? model.Metadata.Geometry;

    /// <summary>SHA-256 of the model file.</summary>
    public string ModelSha256 => model.Sha256;

    public PipelineOptions Options => options;

    /// <param name="file">An image file's bytes.</param>
    /// <param name="clock">Is told how long the stages take.</param>
    /// <exception cref="RejectedImageException">The image can't be processed, now or ever.</exception>
    public Localization Localize(byte[] file, StageClock clock)
    {
        var (header, frame, photograph, input) = clock.Measure(Stage.Decode, () => Decode(file));
        var activations = clock.Measure(Stage.Inference, () => model.Run(input, options.Top));
        var (predictions, overlay) = clock.Measure(Stage.Render, () => Render(activations, frame, photograph));
        return new Localization(
            header.Format,
            new ImageRecord(header.Width, header.Height, header.ExifOrientation),
            new ModelRecord(model.Metadata.Name, model.Sha256, geometry, frame.Width, frame.Height),
            predictions,
            overlay);
    }

    private (ImageHeader Header, NetworkFrame Frame, RgbImage Photograph, RgbImage Input) Decode(byte[] file)
    {
        var header = ImageHeaderReader.Read(file, options.Limits);
        var frame = Framing.Of(header.Width, header.Height, geometry, options.InputSide, model.InputSize);
        var photograph = ImageDecoder.Decode(file, header, frame.SideWorthDecoding(options.OverlaySide));
        return (header, frame, photograph, ImageResizer.ToNetwork(photograph, frame));
    }

    private (PredictionEntry[] Predictions, JpegOverlay Overlay) Render(
        IReadOnlyList<ClassActivation> activations,
        NetworkFrame frame,
        RgbImage photograph)
    {
        var predictions = activations.Select((activation, index) => Locate(index + 1, activation, frame)).ToArray();
        var overlay = OverlayRenderer.Render(photograph, activations[0].Map, frame, options.ColorMap, options.OverlaySide);
        return (predictions, overlay);
    }

    private static PredictionEntry Locate(int rank, ClassActivation activation, NetworkFrame frame) => new(
        rank,
        activation.Label.Index,
        activation.Label.WordNetId,
        activation.Label.Name,
        activation.Probability,
        activation.Logit,
        activation.Bias,
        Localizer.Region(activation.Map, frame) is { } box ? RegionRecord.Of(box, frame.ImageWidth, frame.ImageHeight) : null,
        Localizer.Peak(activation.Map, frame),
        new CamRecord(activation.Map.Rows, activation.Map.Columns, activation.Map.Values));
}
