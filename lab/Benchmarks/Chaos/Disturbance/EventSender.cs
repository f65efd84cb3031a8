using System.Net.Mime;
using System.Text;
using System.Text.Json;

namespace CamFunctions.Benchmarks.Chaos.Disturbance;

/// <summary>
/// Delivers events to the host's webhook as badly as Event Grid may: twice, late, out of order, and for images that are gone.
/// </summary>
/// <param name="webhook">The address of the webhook.</param>
/// <param name="images">The address of the container of images.</param>
/// <param name="seed">Chooses the images.</param>
internal sealed class EventSender(Uri webhook, Uri images, int seed) : IDisposable
{
    private const int LateEvents = 5;
    private const double TogetherShare = 0.7;

    private readonly Random random = new(seed);
    private readonly HttpClient http = new();
    private readonly List<string> known = ["never there.png"];

    /// <summary>Number of events that the webhook has accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>Sends the events of some images in any order, each twice, and some old ones.</summary>
    public async Task SendAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        known.AddRange(names);
        var late = Enumerable.Range(0, LateEvents).Select(_ => known[random.Next(known.Count)]);
        var events = random.NextDouble() < TogetherShare ? Together([.. names, .. late]) : Shuffled([.. names, .. names, .. late]);
        foreach (var part in events.Chunk(1 + random.Next(events.Length)))
        {
            Accepted += await PostAsync(part, cancellation) ? part.Length : 0;
        }
    }

    /// <summary>Each event twice in a row, so that the host invokes the function twice at the same time for one image.</summary>
    private string[] Together(string[] names) => [.. Shuffled(names).SelectMany(name => new[] { name, name })];

    private string[] Shuffled(string[] names)
    {
        random.Shuffle(names);
        return names;
    }

    public void Dispose() => http.Dispose();

    /// <returns>Whether the host took them. Without a host nobody does, and the next one looks through the container.</returns>
    private async Task<bool> PostAsync(IEnumerable<string> names, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook)
        {
            Content = new StringContent(JsonSerializer.Serialize(names.Select(Event)), Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        request.Headers.Add("aeg-event-type", "Notification");
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            return response.IsSuccessStatusCode;
        }
        // The second one is a time-out.
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private object Event(string name) => new
    {
        eventType = "Microsoft.Storage.BlobCreated",
        data = new { url = $"{images}/{Uri.EscapeDataString(name)}", eTag = "0x0", blobType = "BlockBlob" },
    };
}
