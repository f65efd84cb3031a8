using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using CamFunctions.Cli.Models;
using CamFunctions.Cli.Options;
using CamFunctions.Cli.UserData;
using CamFunctions.LocalHost;
using CamFunctions.LocalHost.Emulator;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace CamFunctions.Cli.Backfill;

/// <summary><c>backfill</c>: processes the images that are already in the container.</summary>
internal static class BackfillCommand
{
    private const int DefaultParallel = 2;
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
        var parallel = NumberOption.Between("--parallel", 1, MaximumParallel, "Number of images processed at the same time");

        var command = new Command(
            "backfill",
            "Process every image in the container that has no current record. After an interruption, it continues where it stopped.")
        {
            prefix, force, parallel,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new BackfillRequest(parsed.GetValue(prefix)!, parsed.GetValue(force), parsed.GetValue(parallel) ?? DefaultParallel),
            cancellation));
        return command;
    }

    /// <returns>The exit code: 0 only if every image was processed, including refused ones.</returns>
    private static async Task<int> RunAsync(BackfillRequest request, CancellationToken cancellation)
    {
        var settings = LocalSettings.Read(Environment.CurrentDirectory);
        var processing = ProcessorSettings.Read(settings);
        var storage = StorageConnection.Read(settings);
        var store = new ImageStore(storage.Blobs, ContainerNames.Read(settings));
        await using var azurite = await EmulatedStorage.EnsureAsync(storage, Console.WriteLine, cancellation);
        using var model = await DefaultModel.LoadAsync(processing, cancellation);
        var processor = new ImageProcessor(new ImageAnalyzer(model, processing.Options), TimeProvider.System);
        using var list = WorkList.Open(Folder(request, store, processor.Version), TimeProvider.System.GetUtcNow());
        if (list.State.Pages > 0)
        {
            Console.WriteLine(
                $"Resuming the backfill that was started on {list.State.Begun:u}. " +
                "Run it again afterwards for images that were added since.");
        }

        return await RunAsync(request, list, store, processor, cancellation);
    }

    private static async Task<int> RunAsync(
        BackfillRequest request,
        WorkList list,
        ImageStore store,
        ImageProcessor processor,
        CancellationToken cancellation)
    {
        var tally = new BackfillTally(TimeProvider.System);
        var blobs = new BlobProcessor(processor, store, TimeProvider.System, NullLogger<BlobProcessor>.Instance);
        try
        {
            await BackfillConsole.ShowAsync(
                writeLine => new BackfillJob(blobs, store, list, request, tally, writeLine).RunAsync(cancellation),
                tally);
        }
        finally
        {
            Console.WriteLine(tally.Summary);
        }

        if (tally.Failed > 0)
        {
            Console.WriteLine("Run the same command again to retry the failed images.");
            return 1;
        }

        list.Finish();
        return 0;
    }

    /// <summary>Each combination of container, model, options and request has a separate list.</summary>
    private static string Folder(BackfillRequest request, ImageStore store, ResultVersion version)
    {
        var key = string.Join(
            '\n',
            store.Images.Uri,
            store.Predictions.Uri,
            request.Prefix,
            request.Force,
            version.ModelSha256,
            version.OptionsFingerprint);
        return Path.Combine(UserFolder.Path, "backfill", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]);
    }
}
