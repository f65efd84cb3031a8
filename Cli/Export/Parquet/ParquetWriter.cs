using System.Globalization;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Cli.Export.Sources;
using Parquet.Serialization;

namespace CamFunctions.Cli.Export.Parquet;

/// <summary>
/// Writes a folder of Parquet files, partitioned by the day that images were processed on: <c>day=2026-01-31/part-000001.parquet</c>.
/// Rows are kept in memory until there are enough of them for files of a useful size, and all days are written at once: an interrupted
/// export continues behind them.
/// </summary>
internal sealed class ParquetWriter : IRecordWriter
{
    private const int DefaultRowsPerPart = 10_000;

    private readonly string folder;
    private readonly PredictionSelection selection;
    private readonly int rowsPerPart;
    private readonly Dictionary<DateOnly, List<ParquetRow>> days = [];
    private long parts;
    private int rows;

    public ParquetWriter(string folder, PredictionSelection selection, WriterState? state, int rowsPerPart = DefaultRowsPerPart)
    {
        this.folder = folder;
        this.selection = selection;
        this.rowsPerPart = rowsPerPart;
        parts = state?.Written ?? 0;
        // The interrupted export may have written parts of days that no longer have records in this part.
        foreach (var unfinished in Directory.GetFiles(folder, $"{Part(parts)}*", SearchOption.AllDirectories))
        {
            File.Delete(unfinished);
        }
    }

    public void Write(ReadRecord record)
    {
        var row = ParquetRow.Of(record.Record!, selection);
        var day = DateOnly.FromDateTime(row.StartedAt);
        if (!days.TryGetValue(day, out var list))
        {
            days.Add(day, list = []);
        }

        list.Add(row);
        rows++;
    }

    public async Task<WriterState?> SaveAsync(CancellationToken cancellation)
    {
        if (rows < rowsPerPart)
        {
            return null;
        }

        await WritePartAsync(cancellation);
        return new WriterState([], parts);
    }

    public Task CompleteAsync(CancellationToken cancellation) => WritePartAsync(cancellation);

    public void Dispose()
    {
        // No file is open between parts.
    }

    private static string Part(long number) => string.Create(CultureInfo.InvariantCulture, $"part-{number + 1:D6}.parquet");

    private async Task WritePartAsync(CancellationToken cancellation)
    {
        foreach (var (day, list) in days)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"day={day:yyyy-MM-dd}");
            var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, Part(parts));
            using var file = new PartialFile(path, [], length: 0);
            await ParquetSerializer.SerializeAsync(list, file.Content, cancellationToken: cancellation);
            file.Complete();
        }

        days.Clear();
        rows = 0;
        parts++;
    }
}
