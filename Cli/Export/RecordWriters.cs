using CamFunctions.Cli.Export.Coco;
using CamFunctions.Cli.Export.FiftyOne;
using CamFunctions.Cli.Export.LabelStudio;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Cli.Export.Parquet;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Cli.Export.Tables;

namespace CamFunctions.Cli.Export;

/// <summary>The writer of each format.</summary>
internal static class RecordWriters
{
    /// <param name="request">The format and where to.</param>
    /// <param name="checkpoint">What an interrupted export has left.</param>
    /// <exception cref="ExportException">Something else is in the place of the output.</exception>
    /// <exception cref="IOException">The output can't be written.</exception>
    public static IRecordWriter Open(ExportRequest request, Checkpoint checkpoint)
    {
        Prepare(request, checkpoint);
        var (path, selection, state) = (request.Output, request.Selection, checkpoint.State?.Writer);
        var addresses = new ImageAddresses(request.Images);
        return request.Format switch
        {
            ExportFormat.Coco => new CocoWriter(path, selection, state),
            ExportFormat.LabelStudio => new LabelStudioWriter(path, selection, addresses, state),
            ExportFormat.FiftyOne => new FiftyOneWriter(path, selection, addresses, state),
            ExportFormat.Csv => new LinesWriter(path, CsvLines.Header, new CsvLines(selection).Write, state),
            ExportFormat.Jsonl => new LinesWriter(path, [], new JsonLines().Write, state),
            ExportFormat.Parquet => new ParquetWriter(path, selection, state),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Format, "Not a format."),
        };
    }

    private static void Prepare(ExportRequest request, Checkpoint checkpoint)
    {
        if (!request.WritesFolder)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(request.Output)!);
            if (Directory.Exists(request.Output))
            {
                throw new ExportException($"{request.Output} is a folder; --out must name a file for this format.");
            }

            return;
        }

        if (File.Exists(request.Output))
        {
            throw new ExportException($"{request.Output} is a file; --out must name a folder for this format.");
        }

        // Parts of another export would be taken for parts of this one.
        if (Directory.Exists(request.Output) && checkpoint.State is null && Directory.EnumerateFileSystemEntries(request.Output).Any())
        {
            throw new ExportException(
                $"The folder {request.Output} is not empty. Delete it or name another one; only an interrupted export of the same " +
                "records with the same options is continued.");
        }

        Directory.CreateDirectory(request.Output);
    }
}
