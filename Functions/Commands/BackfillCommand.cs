using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using CamFunctions.Backfill;
using CamFunctions.Configuration;
using CamFunctions.Inference;
using CamFunctions.LocalHost;
using CamFunctions.LocalizeImage;
using CamFunctions.Storage;
using CamFunctions.Telemetry;

namespace CamFunctions.Commands;

/// <summary><c>backfill</c>: the images that are in the container already.</summary>
internal static class BackfillCommand
{
    private const int StandardParallel = 2;
    private const int MostParallel = 64;

    public static Command Create()
    {
        var prefix = new Option<string>("--prefix") { Description = "Only images whose names begin so.", HelpName = "P", DefaultValueFactory = _ => string.Empty };
        var force = new Option<bool>("--force") { Description = "Process images with a current record, too." };
        var parallel = NumberOption.Between("--parallel", 1, MostParallel, "Images at once");

        var command = new Command("backfill", "Process every image of the container that has no current record. Interrupted, it goes on where it was.")
        {
            prefix, force, parallel,
        };
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(
            () => RunAsync(new BackfillRequest(parsed.GetValue(prefix)!, parsed.GetValue(force), parsed.GetValue(parallel) ?? StandardParallel), cancellation),
            cancellation));
        return command;
    }

    /// <returns>The exit code: 0 only if every image was processed, refused ones included.</returns>
    private static async Task<int> RunAsync(BackfillRequest request, CancellationToken cancellation)
    {
        var settings = SettingSources.Read(Environment.CurrentDirectory);
        var options = FunctionOptions.Read(settings);
        var storage = StorageConnection.Read(settings, StorageConnection.Emulator);
        await using var azurite = await EmulatedStorage.EnsureAsync(storage, Console.WriteLine, cancellation);
        using var model = CamModel.Load(options.ModelPath, options.InferenceThreads);
        using var telemetry = TelemetryExport.Start(settings);
        using var logging = LoggerFactory.Create(telemetry.AddTo);
        var store = new ImageStore(storage.Blobs, options.Containers);
        var pipeline = new CamPipeline(model, options.Pipeline);
        var function = new LocalizeImageFunction(pipeline, store, TimeProvider.System, logging.CreateLogger<LocalizeImageFunction>());
        using var list = WorkList.Open(Folder(request, store, pipeline), TimeProvider.System.GetUtcNow());
        if (list.State.Pages > 0)
        {
            Console.WriteLine($"Going on with the backfill that began on {list.State.Begun:u}. Run it once more afterwards for images that have come since.");
        }

        var tally = new BackfillTally(TimeProvider.System);
        try
        {
            await BackfillConsole.ShowAsync(say => new BackfillJob(function, store, list, request, tally, say).RunAsync(cancellation), tally);
        }
        finally
        {
            Console.WriteLine(tally.Summary);
        }

        if (tally.Failed > 0)
        {
            Console.WriteLine("Run the same command again to try the failed ones once more.");
            return 1;
        }

        list.Finish();
        return 0;
    }

    /// <summary>A list of its own for each container, model, set of options and request.</summary>
    private static string Folder(BackfillRequest request, ImageStore store, CamPipeline pipeline)
    {
        var what = string.Join('\n', store.Images.Uri.AbsoluteUri, store.Predictions.Uri.AbsoluteUri, request.Prefix, request.Force, pipeline.ModelSha256, pipeline.Options.Fingerprint);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return Path.Combine(
            home.Length > 0 ? home : Path.GetTempPath(),
            "CamFunctions",
            "backfill",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..16]);
    }
}
