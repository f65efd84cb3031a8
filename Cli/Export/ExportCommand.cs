using System.CommandLine;
using System.Globalization;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Cli.Options;
using CamFunctions.Cli.Output;
using CamFunctions.Cli.Progress;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation;
using CamFunctions.Workstation.Emulator;

namespace CamFunctions.Cli.Export;

/// <summary><c>export</c>: writes records in the formats of other programs.</summary>
internal static class ExportCommand
{
    private const int MaximumTop = 100;

    public static Command Create()
    {
        var source = new Argument<string>("SOURCE")
        {
            Description = "A folder of records, such as the output folder of localize, or the word 'container' for the container " +
                "PredictionsContainer of the settings. A folder of that name is ./container.",
        };
        var format = ChoiceOption.Of<ExportFormat>("--format", "The format to write.");
        format.Required = true;
        var output = new Option<string>("--out")
        {
            Description = "The file to write; for fiftyone and parquet the folder.",
            HelpName = "PATH",
            Required = true,
        };
        var top = NumberOption.Between(
            "--top", 1, MaximumTop, "Number of best classes of an image to export. Without it 1, or all for csv and parquet");
        var probability = new Option<string?>("--min-probability")
        {
            Description = "Only classes with this probability, 0 to 1.",
            HelpName = "P",
        };
        var images = new Option<string?>("--images")
        {
            Description = "For labelstudio and fiftyone: prefix for image names, a folder or a base URL. By default the addresses " +
                "in the records are used.",
            HelpName = "PREFIX",
        };

        var prefix = new Option<string>("--prefix")
        {
            Description = "Only records of images whose names begin with this.",
            HelpName = "P",
            DefaultValueFactory = _ => string.Empty,
        };
        var command = new Command("export", "Write records for annotation tools (COCO, Label Studio, FiftyOne) and as tables.")
        {
            source, format, output, top, probability, images, prefix,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(probability) is { } text && Probability(text) is null)
            {
                result.AddError($"--min-probability is {text}; it must be a number from 0 to 1, such as 0.5.");
            }

            // Another text is the error of the option itself.
            var isFormat = Enum.TryParse<ExportFormat>(result.GetValue(format), ignoreCase: true, out var chosen);
            if (isFormat && chosen is ExportFormat.Jsonl && (result.GetResult(top) ?? result.GetResult(probability)) is not null)
            {
                result.AddError("--top and --min-probability can't be used with jsonl, which has the records as they are. Leave them out.");
            }

            if (isFormat && chosen is not (ExportFormat.LabelStudio or ExportFormat.FiftyOne) && result.GetResult(images) is not null)
            {
                result.AddError("--images can only be used with labelstudio and fiftyone; the other formats have the images' names.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            var chosen = ChoiceOption.Parse<ExportFormat>(parsed.GetValue(format))!.Value;
            var selection = new PredictionSelection(
                parsed.GetValue(top) ?? DefaultTop(chosen), Probability(parsed.GetValue(probability) ?? "0")!.Value);
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(parsed.GetValue(output)!));
            var request = new ExportRequest(chosen, path, selection, parsed.GetValue(images));
            return RunAsync(parsed.GetValue(source)!, parsed.GetValue(prefix)!, request, cancellation);
        });
        return command;
    }

    /// <summary>Annotation tools want the one class that an image is of; tables are filtered where they are read.</summary>
    private static int DefaultTop(ExportFormat format) => format is ExportFormat.Csv or ExportFormat.Parquet ? MaximumTop : 1;

    private static float? Probability(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1 ? number : null;

    /// <returns>The exit code: 0 only if every file was a record.</returns>
    private static async Task<int> RunAsync(string source, string prefix, ExportRequest request, CancellationToken cancellation)
    {
        if (source != ContainerRecords.Word)
        {
            return await RunAsync(new FolderRecords(source, request.Output, prefix), request, cancellation);
        }

        var settings = LocalSettings.Read(Environment.CurrentDirectory);
        var storage = StorageConnection.Read(settings);
        var store = new ImageStore(storage.Blobs, ContainerNames.Read(settings));
        await using var emulator = await EmulatedStorage.EnsureAsync(storage, Terminal.WriteLine, cancellation);
        return await RunAsync(new ContainerRecords(store.Predictions, prefix), request, cancellation);
    }

    private static async Task<int> RunAsync(IRecordSource source, ExportRequest request, CancellationToken cancellation)
    {
        var fingerprint = request.Fingerprint(source);
        var checkpoint = new Checkpoint(request.Output, fingerprint);
        using var writer = RecordWriters.Open(request, checkpoint);
        var tally = new ExportTally(TimeProvider.System, source.Count(cancellation), checkpoint.State?.Counts);
        if (checkpoint.State is not null)
        {
            Terminal.WriteLine($"Resuming the export after {tally.Finished} records.");
        }

        await ProgressConsole.ShowAsync(
            writeLine => new ExportJob(source, writer, checkpoint, fingerprint, tally, writeLine).RunAsync(cancellation),
            tally);
        Terminal.WriteLine(tally.Summary);
        Terminal.WriteLine($"The export is in {request.Output}.");
        return tally.Counts.Skipped == 0 ? 0 : 1;
    }
}
