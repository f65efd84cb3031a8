using System.Collections.Concurrent;
using System.Globalization;
using Azure.Storage.Blobs.Models;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Benchmarks.Chaos.Disturbance;

/// <summary>Uploads, overwrites, deletes and re-uploads images, whether storage works or not.</summary>
/// <param name="store">The containers, without the proxy.</param>
/// <param name="seed">Chooses the images.</param>
internal sealed class ImageTraffic(ImageStore store, int seed)
{
    /// <summary>The image's metadata that say which of <see cref="SmallImages"/> it is.</summary>
    public const string ContentKey = "content";

    private const double OverwriteShare = 0.6;
    private const double DeleteShare = 0.3;
    private const double ReturnShare = 0.5;

    /// <summary>Images are mostly changed while their events are on the way, or while they are processed.</summary>
    private const double RecentShare = 0.8;
    private const int RecentImages = 12;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IReadOnlyList<BinaryData> contents = SmallImages.Encode();
    private readonly Random random = new(seed);
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>How often each thing was done.</summary>
    public string Summary => string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(Sentence));

    public static string NameOf(int image) => string.Create(CultureInfo.InvariantCulture, $"{image % 7}/photo {image:D5}");

    /// <summary>Uploads the images of a range, and changes earlier ones meanwhile.</summary>
    /// <param name="images">New images.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The names of images that were written or deleted.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Range images, CancellationToken cancellation)
    {
        var names = new List<string>();
        for (var image = images.Start.Value; image < images.End.Value; image++)
        {
            await UploadAsync("uploaded", NameOf(image), cancellation);
            names.Add(NameOf(image));
            var earlier = NameOf(Earlier(image));
            if (random.NextDouble() < OverwriteShare)
            {
                await UploadAsync("overwritten or uploaded again", earlier, cancellation);
                names.Add(earlier);
            }
            else if (random.NextDouble() < DeleteShare)
            {
                await DeleteAsync(earlier, returns: random.NextDouble() < ReturnShare, cancellation);
                names.Add(earlier);
            }
        }

        return names;
    }

    private int Earlier(int image) => random.NextDouble() < RecentShare
        ? Math.Max(0, image - random.Next(RecentImages))
        : random.Next(image + 1);

    private async Task DeleteAsync(string name, bool returns, CancellationToken cancellation)
    {
        await InsistAsync(() => store.Images.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellation), cancellation);
        Count("deleted");
        if (returns)
        {
            await UploadAsync("uploaded at once after deletion", name, cancellation);
        }
    }

    private async Task UploadAsync(string what, string name, CancellationToken cancellation)
    {
        var content = random.Next(contents.Count);
        var options = new BlobUploadOptions
        {
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ContentKey] = content.ToString(CultureInfo.InvariantCulture),
            },
        };
        await InsistAsync(() => store.Images.GetBlobClient(name).UploadAsync(contents[content], options, cancellation), cancellation);
        Count(what);
    }

    /// <summary>An uploader tries until it succeeds.</summary>
    private static async Task InsistAsync(Func<Task> request, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await request();
                return;
            }
            catch (Exception fault) when (StorageError.Is(fault))
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    private void Count(string what) => counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    private static string Sentence(KeyValuePair<string, int> count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count.Value:N0} {count.Key}");
}
