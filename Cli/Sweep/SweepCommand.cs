using System.CommandLine;
using CamFunctions.Cli.Options;
using CamFunctions.Cli.Output;
using CamFunctions.Cli.Progress;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation;

namespace CamFunctions.Cli.Sweep;

/// <summary><c>sweep</c>: deletes the results of images that no longer exist.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        var prefix = new Option<string>("--prefix")
        {
            Description = "Only the results of images whose names begin with this.",
            HelpName = "P",
            DefaultValueFactory = _ => string.Empty,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only list what would be deleted." };
        var command = new Command("sweep", "Delete the overlays and records of images that were deleted.") { prefix, dryRun };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(prefix)!, parsed.GetValue(dryRun), cancellation));
        return command;
    }

    /// <returns>The exit code: 0.</returns>
    private static async Task<int> RunAsync(string prefix, bool isDryRun, CancellationToken cancellation)
    {
        var settings = LocalSettings.Read(Environment.CurrentDirectory);
        var store = new ImageStore(StorageConnection.Read(settings).Blobs, ContainerNames.Read(settings));
        await CheckImagesAsync(store, cancellation);
        var tally = new SweepTally(isDryRun);
        try
        {
            await ProgressConsole.ShowAsync(
                writeLine => new SweepJob(new OrphanedResults(store), tally, writeLine).RunAsync(prefix, isDryRun, cancellation),
                tally);
        }
        finally
        {
            Terminal.WriteLine(tally.Summary);
        }

        return 0;
    }

    /// <summary>With a wrong setting, all images would seem to be deleted.</summary>
    private static async Task CheckImagesAsync(ImageStore store, CancellationToken cancellation)
    {
        if (!await store.Images.ExistsAsync(cancellation))
        {
            throw new CommandException(
                $"The container of images, {store.Names.Images}, does not exist, so nothing was deleted. " +
                "Check the setting ImagesContainer.");
        }

        if (!await store.HasImagesAsync(cancellation))
        {
            throw new CommandException(
                $"The container of images, {store.Names.Images}, is empty, so nothing was deleted. Check the setting ImagesContainer; " +
                "if all images were really deleted, empty the containers of results yourself.");
        }
    }
}
