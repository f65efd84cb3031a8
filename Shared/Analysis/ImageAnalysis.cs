using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Analysis;

/// <summary>The result of analysing an image: predicted classes, where the network saw them, and the overlay.</summary>
/// <param name="Header">The image file: format, size, orientation.</param>
/// <param name="Geometry">Which part of the image the network saw.</param>
/// <param name="Frame">How the image became the network's input.</param>
/// <param name="Classes">The best classes and those asked for, best first.</param>
/// <param name="Expected">How well the network knew the true class; <see langword="null"/> if that is not known.</param>
/// <param name="Warnings">Sentences for people about what could not be done as asked.</param>
/// <param name="OverlayIndex">The index of the class that the overlay shows.</param>
/// <param name="OverlayMap">The map of that class that the overlay shows.</param>
/// <param name="Overlay">That map over the image.</param>
public sealed record ImageAnalysis(
    ImageHeader Header,
    Geometry Geometry,
    NetworkFrame Frame,
    IReadOnlyList<LocatedClass> Classes,
    ExpectedClass? Expected,
    IReadOnlyList<string> Warnings,
    int OverlayIndex,
    MapKind OverlayMap,
    JpegOverlay Overlay);
