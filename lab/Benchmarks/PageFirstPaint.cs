using System.Globalization;
using CamFunctions.LocalHost;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation.Emulator;
using Microsoft.Playwright;

namespace CamFunctions.Benchmarks;

/// <summary>How soon the local page paints first, and shows its first screen of images, with a thousand images in the container.</summary>
internal static class PageFirstPaint
{
    private const int Images = 1000;
    private const int Rounds = 5;
    private const int Port = 7196;
    private static readonly string Connection = Emulator.On(7195, 7194);

    /// <param name="photographs">Uploaded repeatedly under different names.</param>
    /// <param name="browser">The path of a Chromium.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> photographs, string browser)
    {
        var settings = new Settings(
        [
            .. Settings.FromEnvironment().Values,
            new("ImageStorage", Connection),
            new("PagePort", $"{Port}"),
            new("InputSide", "32"),
        ]);
        var storage = StorageConnection.Read(settings);
        await using var azurite = await EmulatedStorage.EnsureAsync(storage, Console.WriteLine, CancellationToken.None);
        var store = new ImageStore(storage.Blobs, ContainerNames.Read(settings));
        await ContainerSetup.PrepareAsync(store, isEmulator: true, CancellationToken.None);
        await Parallel.ForEachAsync(Enumerable.Range(0, Images), async (index, cancellation) =>
            await store.Images.GetBlobClient($"{index}{Path.GetExtension(photographs[index % photographs.Count])}")
                .UploadAsync(photographs[index % photographs.Count], overwrite: true, cancellation));

        using var stop = new CancellationTokenSource();
        var lines = 0;
        var running = new LocalHostRun(AppContext.BaseDirectory, settings, _ => Interlocked.Increment(ref lines)).RunAsync(stop.Token);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (Volatile.Read(ref lines) < Images)
        {
            await poll.WaitForNextTickAsync(stop.Token);
        }

        await MeasureAsync(browser);
        await stop.CancelAsync();
        await running;
        return 0;
    }

    private static async Task MeasureAsync(string path)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
        for (var round = 0; round < Rounds; round++)
        {
            await using var context = await browser.NewContextAsync();
            var page = await context.NewPageAsync();
            await page.GotoAsync($"http://127.0.0.1:{Port}/");
            var shown = await page.EvaluateAsync<double>(
                """
                async () => {
                  const isVisible = (image) => image.getBoundingClientRect().top < innerHeight;
                  const visible = () => [...document.querySelectorAll('#gallery .photograph')].filter(isVisible);
                  while (visible().length === 0 || !visible().every((image) => image.complete && image.naturalWidth > 0)) {
                    await new Promise(requestAnimationFrame);
                  }
                  return performance.now();
                }
                """);
            var paint = await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"first paint after {paint,4:F0} ms, all visible images after {shown,5:F0} ms" +
                $"{(round == 0 ? " (including making the thumbnails)" : string.Empty)}"));
        }
    }
}
