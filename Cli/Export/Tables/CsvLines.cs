using System.Text;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Tables;

/// <summary>The lines of a CSV file: one per prediction, and one per image that was refused.</summary>
internal sealed class CsvLines(PredictionSelection selection)
{
    private static readonly string[] Columns =
    [
        "image", "uri", "width", "height", "rank", "index", "wnid", "label", "probability", "logit",
        "region_x", "region_y", "region_width", "region_height", "further_regions", "peak_x", "peak_y",
        "model", "model_sha256", "started_at", "error",
    ];

    /// <summary>The line with the names of the columns.</summary>
    public static byte[] Header => Encoding.UTF8.GetBytes(CsvLine.Of(Columns));

    private static int PredictionColumns => Array.IndexOf(Columns, "model") - Array.IndexOf(Columns, "rank");

    public void Write(ReadRecord record, Stream file)
    {
        var content = record.Record!;
        if (content.Error is not null)
        {
            Write(file, content, [.. Enumerable.Repeat<object?>(element: null, PredictionColumns)]);
        }

        foreach (var prediction in selection.Of(content))
        {
            Write(file, content, Fields(prediction));
        }
    }

    private static object?[] Fields(PredictionEntry prediction) =>
    [
        prediction.Rank,
        prediction.Index,
        prediction.WordNetId,
        prediction.Label,
        prediction.Probability,
        prediction.Logit,
        prediction.Region?.X,
        prediction.Region?.Y,
        prediction.Region?.Width,
        prediction.Region?.Height,
        prediction.FurtherRegions?.Count ?? 0,
        prediction.Peak.X,
        prediction.Peak.Y,
    ];

    private static void Write(Stream file, PredictionRecord record, object?[] prediction) => file.Write(Encoding.UTF8.GetBytes(CsvLine.Of(
        [
            record.Source.Name,
            record.Source.Uri,
            record.Image?.Width,
            record.Image?.Height,
            .. prediction,
            record.Model?.Name,
            record.Model?.Sha256,
            RecordJson.TextOf(record.Processing.StartedAt),
            record.Error is { } error ? RecordJson.NameOf(error.Code) : null,
        ])));
}
