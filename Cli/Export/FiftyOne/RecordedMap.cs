using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Arrays;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.FiftyOne;

/// <summary>The class activation map of a prediction, as its record has it.</summary>
internal static class RecordedMap
{
    /// <summary>
    /// Of the longer side, in pixels. Tools stretch a map over its image; it has no more detail than its grid of some ten cells.
    /// </summary>
    private const int MaximumSide = 128;

    public static ActivationMap Read(PredictionRecord record, PredictionEntry prediction)
    {
        var cells = record.Model!.Grid is { } grid ? CellGrid.Of(grid.ToFeatureGrid()) : null;
        return new ActivationMap(prediction.Cam.Rows, prediction.Cam.Columns, [.. prediction.Cam.Values], cells);
    }

    /// <summary>The map over the whole image, as a grey PNG of 16 bits.</summary>
    public static byte[] Png(PredictionRecord record, ActivationMap map)
    {
        var image = record.Image!;
        var frame = record.Model!.FrameOf(image);
        var scale = Math.Min(1.0, (double)MaximumSide / Math.Max(image.Width, image.Height));
        return GreyPng.Encode(map, new MapOverImage(map, frame, Scaled(image.Width, scale), Scaled(image.Height, scale)));
    }

    private static int Scaled(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale, MidpointRounding.AwayFromZero));
}
