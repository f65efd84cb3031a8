using System.Diagnostics;
using System.Globalization;

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
        await using var app = await PublishedApp.OpenAsync(folder, Connection);
        var content = BinaryData.FromBytes(await File.ReadAllBytesAsync(photograph));
        for (var round = 0; round <= Rounds; round++)
        {
            var image = app.Store.Images.GetBlobClient($"start-{round}.png");
            await image.UploadAsync(content, overwrite: true);
            var (ready, answered, memory) = await StartAsync(app, image.Name);
            // The first start warms the disk's cache.
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(round == 0 ? "warm-up" : $"start {round}"),-8} ready after {ready,4:F0} ms, " +
                $"first image answered after {answered,4:F0} ms, peak memory {memory / 1048576.0:F0} MiB"));
            await image.DeleteAsync();
        }

        return 0;
    }

    private static async Task<(double Ready, double Answered, long Memory)> StartAsync(PublishedApp app, string image)
    {
        var start = Stopwatch.GetTimestamp();
        await using var host = app.Start();
        await host.WaitUntilReadyAsync(CancellationToken.None);
        var ready = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await app.InvokeAsync(host, image, CancellationToken.None);
        var answered = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (ready, answered, PublishedApp.Memory(host).Peak);
    }
}
