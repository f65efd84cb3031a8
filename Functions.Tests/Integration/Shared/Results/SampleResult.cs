using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CamFunctions.Cli.Images;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Rendering;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Shared.Results;

/// <summary>
/// The result of a sample photograph, as a line of text. Two processors compute slightly different maps, so maps that are close to the held
/// ones count as those. All other parts are exact: regions, peaks and overlays are computed from the maps as they are written here.
/// </summary>
/// <param name="Photograph">The name.</param>
/// <param name="Precision">The precision of the network.</param>
/// <param name="Pixels">SHA-256 of the decoded pixels.</param>
/// <param name="Input">SHA-256 of the network's input.</param>
/// <param name="Overlays">SHA-256 of the pixels of an overlay of each map.</param>
/// <param name="Classes">The best classes.</param>
internal sealed record SampleResult(
    string Photograph,
    Precision Precision,
    string Pixels,
    string Input,
    SortedDictionary<MapKind, string> Overlays,
    IReadOnlyList<SampleClass> Classes)
{
    /// <summary>
    /// As a share of a map's range. The kernels of two processors differ by less; another network or another input differs by more.
    /// </summary>
    private const float Rounding = 1e-3f;

    private static readonly AnalysisOptions Options = new() { Top = 3 };
    private static readonly ClassQuestions NoQuestions = new([], Expected: null, []);

    /// <summary>The result of a photograph.</summary>
    /// <param name="model">The network.</param>
    /// <param name="photograph">The name.</param>
    /// <param name="held">The classes in the file; <see langword="null"/> if it has none.</param>
    public static SampleResult Of(CamModel model, string photograph, IReadOnlyList<SampleClass>? held = null)
    {
        var file = Photographs.Read(photograph);
        var header = ImageHeaderReader.Read(file, new ImageLimits());
        var frame = NetworkFraming.Frame(header.Width, header.Height, Geometry.Whole, Options.InputSide, model.InputSize);
        var (pixels, input) = NetworkImages.Decode(file, Options, Geometry.Whole, model.InputSize);
        var activations = model.Run(input, Options.Top).Select((activation, rank) => activation with
        {
            Map = activation.Map with { Values = HeldIfClose(activation.Map.Values, held?[rank].Values) },
        }).ToArray();
        var classes = ClassLocator.Locate(activations, NoQuestions, frame, Options);
        var overlays = new SortedDictionary<MapKind, string>();
        foreach (var kind in Enum.GetValues<MapKind>())
        {
            // Rendering overwrites the pixels.
            var copy = pixels with { Pixels = [.. pixels.Pixels] };
            var map = classes[0].MapOf(kind).Map;
            var jpeg = OverlayRenderer.Render(copy, map, frame, Options.ColorMap, Options.OverlaySide).Jpeg;
            using var overlay = Image.NewFromBuffer(jpeg);
            overlays[kind] = Hash(overlay.WriteToMemory<byte>());
        }

        return new SampleResult(
            photograph,
            model.Metadata.Precision,
            Hash(pixels.Pixels),
            Hash(input.Pixels),
            overlays,
            [.. classes.Select(located => SampleClass.Of(located, frame))]);
    }

    public override string ToString() => JsonSerializer.Serialize(this, SampleResults.Json);

    private static float[] HeldIfClose(float[] found, float[]? held)
    {
        var tolerance = Rounding * (found.Max() - found.Min());
        return held?.Length == found.Length && held.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance)
            ? held
            : Array.ConvertAll(found, FourDigits);
    }

    /// <summary>As records have them.</summary>
    private static float FourDigits(float value) =>
        float.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
