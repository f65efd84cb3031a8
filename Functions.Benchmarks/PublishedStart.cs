using System.Diagnostics;
using System.Globalization;
using System.Net.Mime;
using System.Text;
using CamFunctions.Configuration;
using CamFunctions.LocalHost;
using CamFunctions.LocalizeImage;
using CamFunctions.Storage;
using Microsoft.Extensions.Configuration;

namespace CamFunctions.Benchmarks;

/// <summary>
/// How soon a published application answers its first invocation after its process starts, and how much memory it has had by
/// then, started and asked as the Functions host does, against Azurite.
/// </summary>
internal static class PublishedStart
{
    private const int Rounds = 7;
    private const int Port = 7199;
    private static readonly string Connection = Emulator.On(7198, 7197);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string folder, string photograph)
    {
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection([new("ImageStorage", Connection)]).Build());
        var storage = StorageConnection.Read(settings, standard: null);
        await using var azurite = await EmulatedStorage.EnsureAsync(storage, Console.WriteLine, CancellationToken.None);
        var store = new ImageStore(storage.Blobs, ContainerNames.Read(settings));
        await ContainerSetup.PrepareAsync(store, isEmulator: true, CancellationToken.None);
        var content = BinaryData.FromBytes(await File.ReadAllBytesAsync(photograph));
        for (var round = 0; round <= Rounds; round++)
        {
            var image = store.Images.GetBlobClient($"start-{round}.png");
            await image.UploadAsync(content, overwrite: true);
            var (ready, answered, memory) = await StartAsync(folder, image.Uri);
            // The first start warms the disk's cache.
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(round == 0 ? "warm-up" : $"start {round}"),-8} ready after {ready,4:F0} ms, first image answered after {answered,4:F0} ms, peak memory {memory / 1048576.0:F0} MiB"));
            await image.DeleteAsync();
        }

        return 0;
    }

    private static async Task<(double Ready, double Answered, long Memory)> StartAsync(string folder, Uri image)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = Limit };
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "CamFunctions"))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{Port}", ["ImageStorage"] = Connection },
        })!;
        try
        {
            await WaitUntilReadyAsync(http, start);
            var ready = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            using var invocation = new StringContent($$$"""{"Data":{},"Metadata":{"Uri":"{{{image.AbsoluteUri}}}"}}""", Encoding.UTF8, MediaTypeNames.Application.Json);
            using var answer = await http.PostAsync(new Uri(LocalizeImageFunction.Name, UriKind.Relative), invocation);
            answer.EnsureSuccessStatusCode();
            var answered = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            process.Refresh();
            return (ready, answered, process.PeakWorkingSet64);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>As often as the Functions host asks.</summary>
    private static async Task WaitUntilReadyAsync(HttpClient http, long start)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (Stopwatch.GetElapsedTime(start) < Limit)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
            {
                await poll.WaitForNextTickAsync();
            }
        }

        throw new TimeoutException("The published application does not answer.");
    }
}
