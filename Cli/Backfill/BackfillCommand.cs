using System.CommandLine;
using System.Globalization;
using CamFunctions.Cli.Backfill.Listing;
using CamFunctions.Cli.Backfill.App;
using CamFunctions.Cli.Blobs;
using CamFunctions.Cli.Options;
using CamFunctions.Cli.Output;
using CamFunctions.Cli.Progress;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation;

namespace CamFunctions.Cli.Backfill;

/// <summary><c>backfill</c>: processes the images that are already in the container.</summary>
internal static class BackfillCommand
{
    /// <summary>Twice as many as two cores analyse: the others wait for storage.</summary>
    private const int DefaultParallel = 4;
    private const int MaximumParallel = 64;

    public static Command Create()
    {
        var prefix = new Option<string>("--prefix")
        {
            Description = "Only images whose names begin with this.",
            HelpName = "P",
            DefaultValueFactory = _ => string.Empty,
        };
        var force = new Option<bool>("--force") { Description = "Process images that have a current record too." };
        var deadLetters = new Option<bool>("--dead-letters")
        {
            Description = "Only the images of events that Event Grid could not deliver, from the container DeadLettersContainer.",
        };
        var parallel = NumberOption.Between("--parallel", 1, MaximumParallel, "Number of images processed at the same time");

        var through = new AppBackfillOptions();
        var command = new Command(
            "backfill",
            "Process every image in the container that has no current record. After an interruption, it continues where it stopped.")
        {
            prefix, force, parallel, deadLetters,
        };
        through.AddTo(command);
        command.Validators.Add(through.Check);
        command.Validators.Add(result =>
        {
            if (result.GetValue(deadLetters) && result.GetResult(prefix) is { Implicit: false })
            {
                result.AddError(
                    "--prefix can't be used with --dead-letters: events are replayed blob by blob, whatever their images are called. " +
                    "Leave one of the two out.");
            }

            var ownOptions = new Option[] { force, parallel, deadLetters };
            if (through.IsGiven(result) && ownOptions.Any(one => result.GetResult(one) is { Implicit: false }))
            {
                result.AddError(
                    "--force, --parallel and --dead-letters can't be used with --through: the app itself skips images with a current " +
                    "record, and decides how many it processes at once. Leave them out; --since counts older records as outdated.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            if (through.IsGiven(parsed.CommandResult))
            {
                var settings = LocalSettings.Read(Environment.CurrentDirectory);
                return AppBackfillRun.RunAsync(through.Read(parsed, parsed.GetValue(prefix)!), settings, cancellation);
            }

            var request = new BackfillRequest(
                parsed.GetValue(prefix)!, parsed.GetValue(force), parsed.GetValue(parallel) ?? DefaultParallel);
            return parsed.GetValue(deadLetters) ? ReplayAsync(request, cancellation) : RunAsync(request, cancellation);
        });
        return command;
    }

    /// <returns>The exit code: 0 only if every image was processed, including refused ones.</returns>
    private static async Task<int> RunAsync(BackfillRequest request, CancellationToken cancellation)
    {
        await using var work = await BlobWork.OpenAsync(
            LocalSettings.Read(Environment.CurrentDirectory), request.Parallel, cancellation);
        using var list = WorkList.Open(Folder(request, work), TimeProvider.System.GetUtcNow());
        list.ReportResumption(Terminal.WriteLine);
        var tally = new BackfillTally(TimeProvider.System);
        try
        {
            await ProgressConsole.ShowAsync(
                writeLine => new BackfillJob(work.Processor, work.Store, list, request, tally, writeLine).RunAsync(cancellation),
                tally.Progress);
        }
        finally
        {
            Terminal.WriteLine(tally.Summary);
        }

        if (tally.Failed > 0)
        {
            Terminal.WriteLine("Run the same command again to try the failed ones once more.");
            return 1;
        }

        list.Finish();
        return 0;
    }

    /// <returns>The exit code: 0 only if every event was dealt with.</returns>
    private static async Task<int> ReplayAsync(BackfillRequest request, CancellationToken cancellation)
    {
        var settings = LocalSettings.Read(Environment.CurrentDirectory);
        await using var work = await BlobWork.OpenAsync(settings, request.Parallel, cancellation);
        var container = work.Storage.Blobs.GetBlobContainerClient(ContainerNames.ReadDeadLetters(settings));
        var tally = new BackfillTally(TimeProvider.System);
        if (!await container.ExistsAsync(cancellation))
        {
            Terminal.WriteLine($"There is no container {container.Name}, so there are no events that could not be delivered.");
            return 0;
        }

        var isComplete = await new DeadLetterJob(container, work.Processor, request, tally, Terminal.WriteLine).RunAsync(cancellation);
        Terminal.WriteLine(tally.Summary);
        return isComplete ? 0 : 1;
    }

    private static string Folder(BackfillRequest request, BlobWork work) => ListFolder.Of(
        work.Store.Images.Uri.ToString(),
        work.Store.Predictions.Uri.ToString(),
        request.Prefix,
        request.Force.ToString(),
        work.Version.ModelSha256,
        work.Version.OptionsFingerprint,
        work.Version.Revision.ToString(CultureInfo.InvariantCulture),
        ResultVersion.TextOf(work.Version.Limits));
}
