using System.Globalization;
using CamFunctions.LocalHost.Host;
using CamFunctions.Shared.Records;
using CamFunctions.Storage;

namespace CamFunctions.Benchmarks.Contained;

/// <summary>
/// Takes the largest images of each format through a published app whose worker has little memory, one at a time and then two at once, and
/// sees whether the kernel ends it.
/// </summary>
internal static class LargestImages
{
    private const int AtOnce = 2;
    private static readonly string Connection = Emulator.On(7498, 7497);

    /// <param name="app">The folder of the published app.</param>
    /// <param name="images">A folder of images, which are made if they are not there.</param>
    /// <param name="photograph">What they are made from.</param>
    /// <param name="megabytes">The memory of the worker, as an instance has it.</param>
    /// <returns>The exit code: 0 only if the worker lived on.</returns>
    public static async Task<int> RunAsync(string app, string images, string photograph, long megabytes)
    {
        var paths = WorstImages.In(images, photograph);
        using var group = MemoryGroup.Create(megabytes);
        await using var published = await PublishedApp.OpenAsync(
            app, Connection, new KeyValuePair<string, string>("MemoryMegabytes", $"{megabytes}"));
        await using var host = published.Start(group.Confine);
        await host.WaitUntilReadyAsync(CancellationToken.None);
        var worker = host.WorkerId;
        try
        {
            foreach (var path in paths)
            {
                Console.WriteLine($"{Path.GetFileName(path),-32} {await OutcomeAsync(published, host, path),-24} {Memory(host)}");
            }

            var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
            await Parallel.ForEachAsync(paths, parallel, async (path, _) => await OutcomeAsync(published, host, path));
        }
        catch (Exception exception)
        {
            Console.WriteLine(exception.GetBaseException().Message);
            return 1;
        }

        Console.WriteLine($"{AtOnce} at once, {Memory(host)}");
        return host.WorkerId == worker ? 0 : 1;
    }

    private static string Memory(FunctionsHost host)
    {
        var (now, peak) = PublishedApp.Memory(host);
        return string.Create(CultureInfo.InvariantCulture, $"now {now / 1e6,4:F0} MB, peak {peak / 1e6,4:F0} MB");
    }

    /// <returns>What the record says.</returns>
    private static async Task<string> OutcomeAsync(PublishedApp app, FunctionsHost host, string path)
    {
        var name = Path.GetFileName(path);
        // A new version each time, which has no result yet.
        await app.Store.Images.GetBlobClient(name).UploadAsync(path, overwrite: true);
        await app.InvokeAsync(host, name, CancellationToken.None);
        var json = await app.Store.Predictions.GetBlobClient(ResultNames.Record(name)).DownloadContentAsync();
        var record = RecordJson.Read(json.Value.Content.ToArray());
        return record.Error is { } error ? $"refused: {RecordJson.NameOf(error.Code)}" : "read";
    }
}
