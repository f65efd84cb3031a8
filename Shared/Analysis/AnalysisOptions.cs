using System.Text.Json;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Analysis;

/// <summary>The options that shape the result of an analysis. <see cref="Imaging.ImageLimits"/> are the limits for images.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Which part of the photograph the network sees; <see langword="null"/> for the model's preferred geometry.</summary>
    public Geometry? Geometry { get; init; }

    /// <summary>
    /// Side A, in pixels: an input of <see cref="Contract.Geometry.Whole"/> has about A x A pixels. 320 had the best accuracy of
    /// the sizes measured with ResNet-50.
    /// </summary>
    public int InputSide { get; init; } = 320;

    /// <summary>How many of the best classes a record contains.</summary>
    public int Top { get; init; } = 5;

    /// <summary>Further classes to be in records whatever their rank, separated by commas; <see langword="null"/> for none.</summary>
    public string? Classes { get; init; }

    /// <summary>The class whose map the overlay shows.</summary>
    public OverlayClass OverlayClass { get; init; } = OverlayClass.Best;

    /// <summary>Whether regions have outlines in addition to their boxes.</summary>
    public bool Polygons { get; init; }

    /// <summary>The map that the overlay and the peaks show.</summary>
    public MapKind Map { get; init; } = MapKind.Cam;

    public ColorMap ColorMap { get; init; } = ColorMap.Jet;

    /// <summary>Maximum length of the overlay's longer side, in pixels.</summary>
    public int OverlaySide { get; init; } = 1600;

    /// <summary>
    /// All options as one line of text. The same model, fingerprint and image always give the same result. The serialiser includes
    /// every public property, so new options are included automatically.
    /// </summary>
    public string Fingerprint() => JsonSerializer.Serialize(this, AnalysisJsonContext.Default.AnalysisOptions);
}
