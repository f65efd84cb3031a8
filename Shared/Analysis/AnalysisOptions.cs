using System.Text.Json;
using System.Text.Json.Serialization;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Analysis;

/// <summary>What may be chosen about the analysis of an image.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Which part of the photograph the network sees; <see langword="null"/> takes the model's preference.</summary>
    public Geometry? Geometry { get; init; }

    /// <summary>
    /// Side A, in pixels, of the square whose area the input of <see cref="Framing.Geometry.Whole"/> has. 320 is the best of
    /// those measured for ResNet-50.
    /// </summary>
    public int InputSide { get; init; } = 320;

    /// <summary>How many of the best classes a record has.</summary>
    public int Top { get; init; } = 5;

    /// <summary>The overlay's colours.</summary>
    public ColorMap ColorMap { get; init; } = ColorMap.Jet;

    /// <summary>The overlay's maximum side, in pixels.</summary>
    public int OverlaySide { get; init; } = 1600;

    /// <summary>Largest file, in bytes.</summary>
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Largest image, in pixels.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>The limits among the options.</summary>
    [JsonIgnore]
    public ImageLimits Limits => new(MaxBytes, MaxPixels);

    /// <summary>
    /// All options as one line of text. Results that were made with the same model and fingerprint are alike for the same image. The
    /// serialiser takes every public property, so an option that is added later can't be forgotten here.
    /// </summary>
    public string Fingerprint() => JsonSerializer.Serialize(this, AnalysisJsonContext.Default.AnalysisOptions);
}
