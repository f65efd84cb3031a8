using System.Collections.Concurrent;
using System.Diagnostics;
using CamFunctions.LocalHost.Host;
using CamFunctions.Storage;

namespace CamFunctions.Benchmarks.Soak;

/// <summary>
/// A soak test: many small images through one worker, with Azurite, and samples of what it takes from the machine. Each image and its
/// results are deleted at once, so that only the worker could grow.
/// </summary>
internal static class SoakRun
{
    /// <summary>Number of images from one sample to the next.</summary>
    public const int Interval = 1000;

    /// <summary>As host.json says.</summary>
    private const int AtOnce = 2;

    private static readonly string Connection = Emulator.On(7398, 7397);

    /// <param name="folder">The built or published app.</param>
    /// <param name="images">Number of images.</param>
    /// <param name="isReal">Whether the network is the app's own.</param>
    /// <param name="cancellation">Stops the test.</param>
    /// <returns>The exit code: 0 only if nothing grew.</returns>
    public static async Task<int> RunAsync(string folder, int images, bool isReal, CancellationToken cancellation)
    {
        using var network = SmallNetwork.Write();
        await using var app = await PublishedApp.OpenAsync(
            folder, Connection, isReal ? [] : [new(SmallNetwork.Setting, network.Path)]);
        await using var host = app.Start();
        await host.WaitUntilReadyAsync(cancellation);
        var worker = host.WorkerId!.Value;
        var contents = SmallImages.Encode();
        var samples = new List<SoakSample>();
        SoakTable.PrintHeader();
        for (var first = 0; first < images; first += Interval)
        {
            var latency = await ProcessAsync(app, host, contents, first, Math.Min(Interval, images - first), cancellation);
            samples.Add(SoakSample.Take(worker, Math.Min(first + Interval, images), latency));
            SoakTable.Print(samples[^1]);
        }

        return SoakTable.Judge(samples, isSameWorker: host.WorkerId == worker);
    }

    /// <returns>The median latency of an invocation, in milliseconds.</returns>
    private static async Task<double> ProcessAsync(
        PublishedApp app, FunctionsHost host, IReadOnlyList<BinaryData> contents, int first, int count, CancellationToken cancellation)
    {
        var times = new ConcurrentBag<double>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(first, count), parallel, async (index, stop) =>
        {
            var image = app.Store.Images.GetBlobClient($"soak/{index}");
            await image.UploadAsync(contents[index % contents.Count], overwrite: true, stop);
            var start = Stopwatch.GetTimestamp();
            await app.InvokeAsync(host, image.Name, stop);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.WhenAll(
                image.DeleteAsync(cancellationToken: stop),
                app.Store.Predictions.GetBlobClient(ResultNames.Record(image.Name)).DeleteAsync(cancellationToken: stop),
                app.Store.Overlays.GetBlobClient(ResultNames.Overlay(image.Name)).DeleteIfExistsAsync(cancellationToken: stop));
        });
        return Median.Of(times);
    }
}
