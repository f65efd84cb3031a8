using System.Text.RegularExpressions;
using CamFunctions.Cli.Images;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>A photograph whose class is known.</summary>
/// <param name="WordNetId">The class.</param>
/// <param name="Picture">The whole photograph.</param>
internal sealed partial record LabelledPhotograph(string WordNetId, RgbImage Picture)
{
    /// <summary>The true class's probability that makes a photograph a fair test of where the network sees the class.</summary>
    private const double ConfidentProbability = 0.9;

    private const int TimeoutMilliseconds = 1000;

    /// <summary>Pictures need no more pixels than the network's input.</summary>
    private static readonly AnalysisOptions Options = new() { OverlaySide = 512 };

    /// <summary>Photographs that every network is confident of, in random order.</summary>
    /// <param name="folder">Files named by WordNet ID, such as n02123045_tabby.JPEG; others are ignored.</param>
    /// <param name="networks">The networks.</param>
    /// <param name="random">Decides the order.</param>
    public static IEnumerable<LabelledPhotograph> Confident(string folder, IReadOnlyList<FramedNetwork> networks, Random random)
    {
        var files = Directory.GetFiles(folder)
            .Where(file => WordNetFileName().IsMatch(Path.GetFileName(file)))
            .Order(StringComparer.Ordinal)
            .ToArray();
        random.Shuffle(files);
        return files.Select(file => Read(file, networks[0])).Where(photograph => networks.All(photograph.IsConfident));
    }

    private static LabelledPhotograph Read(string path, FramedNetwork network) => new(
        WordNetFileName().Match(Path.GetFileName(path)).Value,
        NetworkImages.Decode(File.ReadAllBytes(path), Options, network.Geometry, network.InputSize).Photograph);

    private bool IsConfident(FramedNetwork network)
    {
        var input = ImageResizer.ToNetwork(Picture, network.Frame(Picture, Options.InputSide));
        var best = network.Run(input)[0];
        return best.Label.WordNetId == WordNetId && best.Probability >= ConfidentProbability;
    }

    [GeneratedRegex(@"^n\d{8}(?=_.*\.(jpe?g|png|webp)$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex WordNetFileName();
}
