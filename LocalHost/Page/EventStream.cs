using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CamFunctions.LocalHost.Images;

namespace CamFunctions.LocalHost.Page;

/// <summary>
/// Publishes changes as server-sent events: <c>image</c> for a new or changed image, <c>removed</c> for a deleted one.
/// </summary>
internal sealed class EventStream(ImageIndex index, RecordReader records, IHostApplicationLifetime lifetime)
{
    public void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/events", (HttpContext context) => TypedResults.ServerSentEvents(EventsAsync(context.RequestAborted)))
        .WithName("listen")
        .WithSummary("Sends an event for every change: first ready, then image or removed, each with { name, image, total } in JSON.");

    private async IAsyncEnumerable<SseItem<string>> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        var changes = index.ListenAsync(end.Token);
        // No change is missed from here on, so a page that has reconnected can reload everything.
        yield return new SseItem<string>("{}", "ready");
        await foreach (var change in changes)
        {
            if (end.IsCancellationRequested)
            {
                yield break;
            }

            if (change.Image is { State: ImageState.Done })
            {
                records.Forget(change.Name);
            }

            var item = change.Image is null ? null : await records.DescribeAsync(change.Image, end.Token);
            var json = JsonSerializer.Serialize(new ImageEvent(change.Name, item, index.Count), PageJsonContext.Default.ImageEvent);
            yield return new SseItem<string>(json, item is null ? "removed" : "image");
        }
    }
}
