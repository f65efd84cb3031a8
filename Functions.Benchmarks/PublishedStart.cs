using System.Diagnostics;
using System.Globalization;
using CamFunctions.LocalHost.Emulator;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Benchmarks;

/// <summary>
/// How long a published application takes from process start to its first answer, and its peak memory until then. The local host
/// starts and invokes it as the Functions host does, with Azurite.
/// </summary>
internal static class PublishedStart
{
    private const int Rounds = 7;
    private static readonly string Connection = Emulator.On(7198, 7197);

    public static async Task<int> RunAsync(string folder, string photograph)
    {
        var settings = new Settings(
            [.. Settings.FromEnvironment().Values, new("ImageStorage", Connection), new("ImagesContainer", "images")]);
        var storage = StorageConnection.Read(settings);
        await using var azurite = await EmulatedStorage.EnsureAsync(storage, Console.WriteLine, CancellationToken.None);
        var store = new ImageStore(storage.Blobs, ContainerNames.Read(settings));
        await ContainerSetup.PrepareAsync(store, isEmulator: true, CancellationToken.None);
        var app = FunctionAppReader.Read(folder, settings.Values);
        var content = BinaryData.FromBytes(await File.ReadAllBytesAsync(photograph));
        for (var round = 0; round <= Rounds; round++)
        {
            var image = store.Images.GetBlobClient($"start-{round}.png");
            await image.UploadAsync(content, overwrite: true);
            var (ready, answered, memory) = await StartAsync(app, settings, storage, image.Name);
            // The first start warms the disk's cache.
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(round == 0 ? "warm-up" : $"start {round}"),-8} ready after {ready,4:F0} ms, " +
                $"first image answered after {answered,4:F0} ms, peak memory {memory / 1048576.0:F0} MiB"));
            await image.DeleteAsync();
        }

        return 0;
    }

    private static async Task<(double Ready, double Answered, long Memory)> StartAsync(
        FunctionApp app,
        Settings settings,
        StorageConnection storage,
        string image)
    {
        var start = Stopwatch.GetTimestamp();
        await using var host = FunctionsHost.Start(app, settings.Values, storage.Blobs, queues: null, new HostEvents());
        await host.WaitUntilReadyAsync(CancellationToken.None);
        var ready = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await host.InvokeAsync(app.Functions.Single(), image, CancellationToken.None);
        var answered = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        using var handler = Process.GetProcessById(host.HandlerId!.Value);
        return (ready, answered, handler.PeakWorkingSet64);
    }
}
