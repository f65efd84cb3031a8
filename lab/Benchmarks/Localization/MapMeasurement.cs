using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>Measures one map of one network.</summary>
/// <param name="network">The network.</param>
/// <param name="mapOf">The map of a class, from all the network's classes, best first, and the class's rank.</param>
internal sealed class MapMeasurement(FramedNetwork network, Func<IReadOnlyList<ClassActivation>, int, ActivationMap> mapOf)
{
    /// <summary>The product's default.</summary>
    private const int Side = 320;

    /// <summary>Insertion and deletion take 42 runs per photograph, so they are measured at the side that is usual in papers.</summary>
    private const int ReplacementSide = 224;

    /// <summary>
    /// Standard deviation, in network pixels, of the blur that pixels are inserted into: it leaves no object recognisable.
    /// </summary>
    private const double Blur = 10;

    public double Displacement(LabelledPhotograph photograph)
    {
        var frame = network.Frame(photograph.Picture, Side);
        var input = ImageResizer.ToNetwork(photograph.Picture, frame);
        return MirrorDisplacement.Of(
            Upsampled(input, photograph.WordNetId, frame),
            Upsampled(Pixels.Mirrored(input), photograph.WordNetId, frame).Mirrored());
    }

    public IEnumerable<(double Share, bool IsPeakInside)> Tiles(Composition mosaic)
    {
        var (frame, classes) = See(mosaic);
        foreach (var tile in mosaic.Classes)
        {
            var map = MapOf(classes, tile.WordNetId);
            yield return (
                PositiveShare.Inside(UpsampledMap.Of(map, frame), Boxes.ToNetwork(tile.Box, frame)),
                Boxes.Contains(tile.Box, Localizer.Peak(map, frame)));
        }
    }

    public FoundPaste Paste(Composition composition)
    {
        var (frame, classes) = See(composition);
        var paste = composition.Classes.Single();
        var map = MapOf(classes, paste.WordNetId);
        var upsampled = UpsampledMap.Of(map, frame);
        var box = Boxes.ToNetwork(paste.Box, frame);
        return new FoundPaste(
            PositiveShare.Inside(upsampled, box),
            Boxes.IntersectionOverUnion(Localizer.Regions(map, frame) is [var region, ..] ? region.Box : null, paste.Box),
            ThresholdSweep.Overlaps(upsampled, box));
    }

    public (double Insertion, double Deletion) Replacement(LabelledPhotograph photograph)
    {
        var frame = network.Frame(photograph.Picture, ReplacementSide);
        var input = ImageResizer.ToNetwork(photograph.Picture, frame);
        var map = Upsampled(input, photograph.WordNetId, frame);
        return (
            PixelReplacement.Area(Pixels.Blurred(input, Blur), input, map, Probability),
            PixelReplacement.Area(input, Pixels.MeanColour(input), map, Probability));

        double Probability(RgbImage image) => network.Probability(image, photograph.WordNetId);
    }

    private (NetworkFrame Frame, IReadOnlyList<ClassActivation> Classes) See(Composition composition)
    {
        var frame = network.Frame(composition.Picture, Side);
        return (frame, network.Run(ImageResizer.ToNetwork(composition.Picture, frame)));
    }

    private UpsampledMap Upsampled(RgbImage input, string wordNetId, NetworkFrame frame) =>
        UpsampledMap.Of(MapOf(network.Run(input), wordNetId), frame);

    private ActivationMap MapOf(IReadOnlyList<ClassActivation> classes, string wordNetId) =>
        mapOf(classes, classes.TakeWhile(known => known.Label.WordNetId != wordNetId).Count());
}
