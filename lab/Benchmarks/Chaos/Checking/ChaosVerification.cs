using System.Diagnostics;
using CamFunctions.Benchmarks.Chaos.Programs;
using CamFunctions.Benchmarks.Chaos.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Queues;

namespace CamFunctions.Benchmarks.Chaos.Checking;

/// <summary>
/// What the product promises for the time after: when all is quiet, each image has its result or is in the poison queue; after
/// <c>cam poison --retry</c> each has its result; and <c>cam sweep</c> deletes the results of images that do not exist, and no other.
/// </summary>
internal sealed class ChaosVerification(
    ChaosHost host, StorageProxy proxy, ImageStore store, IReadOnlyDictionary<string, string> settings, ChaosLog log)
{
    /// <summary>An invocation that waits for storage makes no request for up to 15 seconds.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HostStartLimit = TimeSpan.FromMinutes(2);

    /// <summary>The host looks at all images once more after each of its starts, which takes minutes for thousands of them.</summary>
    private static readonly TimeSpan SettlingLimit = TimeSpan.FromMinutes(30);

    /// <returns>A sentence for each promise that was not kept.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation)
    {
        proxy.Calm();
        if (!await ChaosTimeouts.UntilAsync(() => host.IsReady, HostStartLimit, cancellation))
        {
            return ["The host does not start although storage answers."];
        }

        if (!await SettleAsync(cancellation))
        {
            return [$"Requests to storage have not ended {SettlingLimit.TotalMinutes:0} minutes after the last fault."];
        }

        var faults = new List<string>();
        var open = (await StoredState.ReadAsync(store, cancellation)).Open.ToArray();
        faults.AddRange(open.Except(host.GivenUp, StringComparer.Ordinal)
            .Select(image =>
                $"{image}: an event is unaccounted for, it has no record of its last version and is not in the poison queue."));
        log.Write($"All is quiet; {open.Length} images have no record yet, {host.GivenUp.Count} had been moved to {QueueStorage.Poison}.");
        faults.AddRange(await RetryAsync(cancellation));
        faults.AddRange(await new ResultCheck(store).RunAsync(cancellation));
        faults.AddRange(await SweepAsync(cancellation));
        return faults;
    }

    /// <summary>
    /// Waits until all results are right and nothing is going on, or until nothing has gone on for so long that nothing more will.
    /// </summary>
    /// <returns><see langword="false"/> if things were still going on at the limit.</returns>
    private async Task<bool> SettleAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var (seen, since) = (proxy.Requests, start);
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (Stopwatch.GetElapsedTime(start) < SettlingLimit)
        {
            await interval.WaitForNextTickAsync(cancellation);
            if (proxy.Requests != seen)
            {
                (seen, since) = (proxy.Requests, Stopwatch.GetTimestamp());
            }

            var quiet = Stopwatch.GetElapsedTime(since);
            if (quiet > LongestPause || (quiet > ShortPause && await IsRightAsync(cancellation)))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> IsRightAsync(CancellationToken cancellation) =>
        (await new ResultCheck(store).RunAsync(cancellation)).Count == 0;

    private async Task<IEnumerable<string>> RetryAsync(CancellationToken cancellation)
    {
        var (exitCode, output) = await CamProgram.RunAsync(settings, cancellation, "poison", "--retry");
        return exitCode == 0 ? [] : [$"'cam poison --retry' ended with exit code {exitCode}: {output.Trim()}"];
    }

    private async Task<IEnumerable<string>> SweepAsync(CancellationToken cancellation)
    {
        var before = (await StoredState.ReadAsync(store, cancellation)).Results;
        var (exitCode, output) = await CamProgram.RunAsync(settings, cancellation, "sweep");
        var after = (await StoredState.ReadAsync(store, cancellation)).Results;
        log.Write($"'cam sweep' deleted {before.All - after.All} results of deleted images, of {before.All}.");
        if (exitCode != 0)
        {
            return [$"'cam sweep' ended with exit code {exitCode}: {output.Trim()}"];
        }

        return
        [
            .. before.Wanted.Except(after.Wanted, StringComparer.Ordinal)
                .Select(name => $"{name}: deleted by 'cam sweep' although its image exists."),
            .. after.All > after.Wanted.Count
                ? [$"'cam sweep' left {after.All - after.Wanted.Count} results of deleted images."]
                : Array.Empty<string>(),
        ];
    }
}
