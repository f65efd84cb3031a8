using System.Diagnostics;
using System.Globalization;
using CamFunctions.LocalHost.Emulator;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using NetVips;

namespace CamFunctions.Benchmarks;

/// <summary>
/// The memory (resident set) of a published application: idle, after many photographs, and at its peak with two of the largest images at
/// once. The local host starts and invokes it as the Functions host does, with Azurite and as many images at once as host.json says.
/// </summary>
internal static class PublishedMemory
{
    private const int Photographs = 1000;
    private const int AtOnce = 2;
    private static readonly string Connection = Emulator.On(7298, 7297);

    /// <summary>Just below the default limit of 50 megapixels.</summary>
    private static readonly (int Width, int Height) Large = (8160, 6120);

    public static async Task<int> RunAsync(string folder, string[] photographs)
    {
        var settings = new Settings(
            [.. Settings.FromEnvironment().Values, new("ImageStorage", Connection), new("ImagesContainer", "images")]);
        var storage = StorageConnection.Read(settings);
        await using var azurite = await EmulatedStorage.EnsureAsync(storage, Console.WriteLine, CancellationToken.None);
        var store = new ImageStore(storage.Blobs, ContainerNames.Read(settings));
        await ContainerSetup.PrepareAsync(store, isEmulator: true, CancellationToken.None);
        var app = FunctionAppReader.Read(folder, settings.Values);
        var files = photographs.Select(path => (Path.GetFileName(path), BinaryData.FromBytes(File.ReadAllBytes(path)))).ToArray();

        await MeasureAsync(app, settings, storage, store, files, Photographs);
        foreach (var isProgressive in new[] { false, true })
        {
            await MeasureAsync(app, settings, storage, store, [Enlarge(photographs[0], isProgressive)], AtOnce);
        }

        return 0;
    }

    private static async Task MeasureAsync(
        FunctionApp app,
        Settings settings,
        StorageConnection storage,
        ImageStore store,
        (string Name, BinaryData Content)[] files,
        int count)
    {
        await using var host = FunctionsHost.Start(app, settings.Values, storage.Blobs, queues: null, new HostEvents());
        await host.WaitUntilReadyAsync(CancellationToken.None);
        var idle = Memory(host).Now;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), parallel, async (index, cancellation) =>
        {
            var (name, content) = files[index % files.Length];
            var image = store.Images.GetBlobClient($"memory-{index % (AtOnce * files.Length)}-{name}");
            await image.UploadAsync(content, overwrite: true, cancellation);
            await host.InvokeAsync(app.Functions.Single(), image.Name, cancellation);
        });
        var (now, peak) = Memory(host);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count,4} times {files[0].Name,-18} idle {idle:F0} MB, afterwards {now:F0} MB, peak {peak:F0} MB"));
    }

    private static (double Now, double Peak) Memory(FunctionsHost host)
    {
        using var handler = Process.GetProcessById(host.HandlerId!.Value);
        return (handler.WorkingSet64 / 1e6, handler.PeakWorkingSet64 / 1e6);
    }

    private static (string Name, BinaryData Content) Enlarge(string photograph, bool isProgressive)
    {
        using var small = Image.NewFromFile(photograph);
        using var large = small.ThumbnailImage(Large.Width, Large.Height, size: Enums.Size.Force);
        return (isProgressive ? "progressive.jpg" : "baseline.jpg", BinaryData.FromBytes(large.JpegsaveBuffer(interlace: isProgressive)));
    }
}
