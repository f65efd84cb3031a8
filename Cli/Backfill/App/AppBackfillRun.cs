using System.Globalization;
using CamFunctions.Cli.Backfill.Listing;
using CamFunctions.Cli.Blobs;
using CamFunctions.Cli.Output;
using CamFunctions.Cli.Progress;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>A backfill through an app, put together from the settings.</summary>
internal static class AppBackfillRun
{
    /// <summary>The most that storage lists at once.</summary>
    private const int PageSize = 5_000;

    /// <summary>A restart, a deployment or a moment without network is bridged.</summary>
    private static readonly TimeSpan AppLimit = TimeSpan.FromMinutes(10);

    /// <returns>The exit code: 0 only if every image has a current record.</returns>
    public static async Task<int> RunAsync(AppBackfillRequest request, Settings settings, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var store = new ImageStore(StorageConnection.Read(settings).Blobs, ContainerNames.Read(settings));
        var key = await AppKey.ReadAsync(request.App, settings, cancellation);
        using var list = WorkList.Open(ListFolder.Of(Identity(request, store)), time.GetUtcNow());
        list.ReportResumption(Terminal.WriteLine);
        using var logging = ConsoleLogging.Create();
        var outages = new OutageBridge(OutageBridge.ReadLimit(settings), time, logging.CreateLogger<OutageBridge>());
        var tally = new AppBackfillTally(time);
        try
        {
            await ProgressConsole.ShowAsync(
                writeLine => RunAsync(request, store, list, key, outages, tally, writeLine, cancellation),
                tally);
        }
        finally
        {
            Terminal.WriteLine(tally.Summary);
        }

        if (tally.Failed > 0)
        {
            Terminal.WriteLine("Run the same command again to post those without a record once more.");
            return 1;
        }

        list.Finish();
        return 0;
    }

    private static async Task RunAsync(
        AppBackfillRequest request,
        ImageStore store,
        WorkList list,
        string? key,
        OutageBridge outages,
        AppBackfillTally tally,
        Action<string> writeLine,
        CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        using var webhook = new AppWebhook(request.App, key, AppLimit, time, writeLine);
        var job = new AppBackfillJob(
            new RecordSearch(store, new RecordCurrency(request.Since), outages),
            new EventPosting(webhook, store.Names.Images, time),
            new ContainerListing(store, list, request.Prefix, PageSize, tally.Progress),
            request,
            tally,
            time,
            writeLine);
        await job.RunAsync(cancellation);
    }

    /// <summary>What an interrupted run must have in common with the one that continues it.</summary>
    private static string[] Identity(AppBackfillRequest request, ImageStore store) =>
    [
        request.App.Authority,
        store.Images.Uri.AbsoluteUri,
        store.Predictions.Uri.AbsoluteUri,
        request.Prefix,
        request.Since?.ToString("O", CultureInfo.InvariantCulture) ?? string.Empty,
    ];
}
