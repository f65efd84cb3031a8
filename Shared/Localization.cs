using CamFunctions.Imaging;
using CamFunctions.Records;
using CamFunctions.Rendering;

namespace CamFunctions;

/// <summary>What the pipeline makes of an image: what the network saw, where, and the picture of it.</summary>
/// <param name="Format">The file's format.</param>
/// <param name="Image">The oriented image.</param>
/// <param name="Model">The network and how it was given the image.</param>
/// <param name="Predictions">Best first.</param>
/// <param name="Overlay">The heat map of the best class over the image.</param>
public sealed record Localization(
    ImageFormat Format,
    ImageRecord Image,
    ModelRecord Model,
    IReadOnlyList<PredictionEntry> Predictions,
    JpegOverlay Overlay);
