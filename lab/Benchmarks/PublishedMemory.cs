using System.Globalization;
using NetVips;

namespace CamFunctions.Benchmarks;

/// <summary>
/// The memory (resident set) of a published application: idle, after many photographs, at its peak with two of the largest images at
/// once, and at rest after either. The local host starts and invokes it as the Functions host does, with Azurite, as many images at once as
/// host.json says, and the template's settings.
/// </summary>
internal static class PublishedMemory
{
    private const int Photographs = 1000;
    private const int AtOnce = 2;

    /// <summary>Longer than the app waits until it gives unused memory back.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private static readonly string Connection = Emulator.On(7298, 7297);

    /// <summary>Just below the default limit of 50 megapixels.</summary>
    private static readonly (int Width, int Height) Large = (8160, 6120);

    public static async Task<int> RunAsync(string folder, string[] photographs)
    {
        await using var app = await PublishedApp.OpenAsync(
            folder, Connection, new KeyValuePair<string, string>("MALLOC_ARENA_MAX", "1"));
        var files = photographs.Select(path => (Path.GetFileName(path), BinaryData.FromBytes(File.ReadAllBytes(path)))).ToArray();

        await MeasureAsync(app, files, Photographs);
        foreach (var isProgressive in new[] { false, true })
        {
            await MeasureAsync(app, [Enlarge(photographs[0], isProgressive)], AtOnce);
        }

        return 0;
    }

    private static async Task MeasureAsync(PublishedApp app, (string Name, BinaryData Content)[] files, int count)
    {
        await using var host = app.Start();
        await host.WaitUntilReadyAsync(CancellationToken.None);
        var idle = PublishedApp.Memory(host).Now;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), parallel, async (index, cancellation) =>
        {
            var (name, content) = files[index % files.Length];
            var image = app.Store.Images.GetBlobClient($"memory-{index % (AtOnce * files.Length)}-{name}");
            await image.UploadAsync(content, overwrite: true, cancellation);
            await app.InvokeAsync(host, image.Name, cancellation);
        });
        var (now, peak) = PublishedApp.Memory(host);
        await Task.Delay(Rest);
        var rest = PublishedApp.Memory(host).Now;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count,4} times {files[0].Name,-18} idle {idle / 1e6:F0} MB, afterwards {now / 1e6:F0} MB, at rest {rest / 1e6:F0} MB, " +
            $"peak {peak / 1e6:F0} MB"));
    }

    private static (string Name, BinaryData Content) Enlarge(string photograph, bool isProgressive)
    {
        using var small = Image.NewFromFile(photograph);
        using var large = small.ThumbnailImage(Large.Width, Large.Height, size: Enums.Size.Force);
        return (isProgressive ? "progressive.jpg" : "baseline.jpg", BinaryData.FromBytes(large.JpegsaveBuffer(interlace: isProgressive)));
    }
}
