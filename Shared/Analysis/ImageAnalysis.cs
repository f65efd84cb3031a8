using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Analysis;

/// <summary>The result of analysing an image: predicted classes, where the network saw them, and the overlay.</summary>
/// <param name="Header">The image file: format, size, orientation.</param>
/// <param name="Geometry">Which part of the image the network saw.</param>
/// <param name="Frame">How the image became the network's input.</param>
/// <param name="Classes">The best classes, best first.</param>
/// <param name="OverlayMap">The map of the best class that the overlay shows.</param>
/// <param name="Overlay">That map over the image.</param>
public sealed record ImageAnalysis(
    ImageHeader Header,
    Geometry Geometry,
    NetworkFrame Frame,
    IReadOnlyList<LocatedClass> Classes,
    MapKind OverlayMap,
    JpegOverlay Overlay);
