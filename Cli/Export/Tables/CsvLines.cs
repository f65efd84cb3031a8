using System.Globalization;
using System.Text;
using System.Text.Json;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Tables;

/// <summary>Writes a CSV file: a line per prediction, and a line per image that was refused.</summary>
internal sealed class CsvWriter(string path, PredictionSelection selection, WriterState? state) : IRecordWriter
{
    private static readonly string[] Columns =
    [
        "image", "uri", "width", "height", "rank", "index", "wnid", "label", "probability", "logit",
        "region_x", "region_y", "region_width", "region_height", "further_regions", "peak_x", "peak_y",
        "model", "model_sha256", "started_at", "error",
    ];

    private readonly PartialFile file = new(path, Encoding.UTF8.GetBytes(CsvLine.Of(Columns)), state?.Lengths[0] ?? 0);

    public void Write(ReadRecord record)
    {
        var content = record.Record!;
        if (content.Error is not null)
        {
            Write(content, [.. Enumerable.Repeat<object?>(element: null, PredictionColumns)]);
        }

        foreach (var prediction in selection.Of(content))
        {
            Write(content, Fields(prediction));
        }
    }

    public Task<WriterState?> SaveAsync(CancellationToken cancellation)
    {
        file.Flush();
        return Task.FromResult<WriterState?>(new([file.Length]));
    }

    public Task CompleteAsync(CancellationToken cancellation)
    {
        file.Complete();
        return Task.CompletedTask;
    }

    public void Dispose() => file.Dispose();

    private static int PredictionColumns => Array.IndexOf(Columns, "model") - Array.IndexOf(Columns, "rank");

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

    private void Write(PredictionRecord record, object?[] prediction) => file.Content.Write(Encoding.UTF8.GetBytes(CsvLine.Of(
        [
            record.Source.Name,
            record.Source.Uri,
            record.Image?.Width,
            record.Image?.Height,
            .. prediction,
            record.Model?.Name,
            record.Model?.Sha256,
            record.Processing.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            record.Error is { } error ? JsonNamingPolicy.CamelCase.ConvertName($"{error.Code}") : null,
        ])));
}
