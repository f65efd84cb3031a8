using System.Text.Json;
using System.Text.Json.Serialization;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Analysis;

/// <summary>The options for analysing an image.</summary>
public sealed record AnalysisOptions
{
    /// <summary>The slowest image of 50 megapixels, an AVIF of 10 bits, took 11 to 21 seconds on a busy machine.</summary>
    public const int DefaultMaxSeconds = 60;

    /// <summary>Which part of the photograph the network sees; <see langword="null"/> for the model's preferred geometry.</summary>
    public Geometry? Geometry { get; init; }

    /// <summary>
    /// Side A, in pixels: an input of <see cref="Framing.Geometry.Whole"/> has about A x A pixels. 320 had the best accuracy of
    /// the sizes measured with ResNet-50.
    /// </summary>
    public int InputSide { get; init; } = 320;

    /// <summary>How many of the best classes a record contains.</summary>
    public int Top { get; init; } = 5;

    /// <summary>Further classes to be in records whatever their rank, separated by commas; <see langword="null"/> for none.</summary>
    public string? Classes { get; init; }

    /// <summary>The class whose map the overlay shows.</summary>
    public OverlayClass OverlayClass { get; init; } = OverlayClass.Best;

    /// <summary>
    /// Whether regions have outlines besides their boxes. Not in the fingerprint unless it is on, so that results from before it existed
    /// stay current.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Polygons { get; init; }

    /// <summary>The map that the overlay and the peaks show.</summary>
    public MapKind Map { get; init; } = MapKind.Cam;

    public ColorMap ColorMap { get; init; } = ColorMap.Jet;

    /// <summary>Maximum length of the overlay's longer side, in pixels.</summary>
    public int OverlaySide { get; init; } = 1600;

    /// <summary>Maximum file size, in bytes.</summary>
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Maximum width times height, in pixels.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>
    /// Whether damaged images are analysed. The default is not in the fingerprint, so that results from before the option stay current.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TruncatedImages Truncated { get; init; } = TruncatedImages.Refuse;

    /// <summary>
    /// Maximum time for decoding, in seconds; <see langword="null"/> for <see cref="DefaultMaxSeconds"/>. The default is not in the
    /// fingerprint, so that results from before the option stay current.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MaxSeconds { get; init; }

    [JsonIgnore]
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(MaxSeconds ?? DefaultMaxSeconds);

    [JsonIgnore]
    public ImageLimits Limits => new(MaxBytes, MaxPixels);

    /// <summary>
    /// All options as one line of text. The same model, fingerprint and image always give the same result. The serialiser includes
    /// every public property, so new options are included automatically.
    /// </summary>
    public string Fingerprint() => JsonSerializer.Serialize(this, AnalysisJsonContext.Default.AnalysisOptions);
}
