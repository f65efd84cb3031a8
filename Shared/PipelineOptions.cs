using CamFunctions.Imaging;
using CamFunctions.Rendering;

namespace CamFunctions;

/// <summary>What may be chosen about the pipeline. Everything that changes its results is part of <see cref="Fingerprint"/>.</summary>
public sealed record PipelineOptions
{
    /// <summary>Which part of the photograph the network sees; <see langword="null"/> takes the model's preference.</summary>
    public Geometry? Geometry { get; init; }

    /// <summary>
    /// Side A, in pixels, of the square whose area the input of <see cref="Imaging.Geometry.Whole"/> has. 320 is the best of
    /// those measured for ResNet-50.
    /// </summary>
    public int InputSide { get; init; } = 320;

    /// <summary>How many of the best classes a record has.</summary>
    public int Top { get; init; } = 5;

    /// <summary>The overlay's colours.</summary>
    public ColorMap ColorMap { get; init; } = ColorMap.Jet;

    /// <summary>The overlay's longer side at most, in pixels.</summary>
    public int OverlaySide { get; init; } = 1600;

    /// <summary>Largest file, in bytes.</summary>
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Largest image, in pixels.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    public ImageLimits Limits => new(MaxBytes, MaxPixels);

    /// <summary>All options in one line: two records with the same model and fingerprint are alike for the same image.</summary>
    public string Fingerprint => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"geometry={Geometry?.ToString() ?? "Model"};inputSide={InputSide};top={Top};colorMap={ColorMap};overlaySide={OverlaySide};maxBytes={MaxBytes};maxPixels={MaxPixels}");
}
