using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CamFunctions.LocalHost.Images;

namespace CamFunctions.LocalHost.Page;

/// <summary>Tells what happens to images, as server-sent events: <c>image</c> for one that is new or has changed, <c>removed</c> for one that is gone.</summary>
internal sealed class EventStream(ImageIndex index, RecordReader records, IHostApplicationLifetime lifetime)
{
    public void Map(WebApplication application) =>
        application.MapGet("/api/events", (HttpContext context) => TypedResults.ServerSentEvents(EventsAsync(context.RequestAborted)));

    private async IAsyncEnumerable<SseItem<string>> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        var changes = index.ListenAsync(end.Token);
        // Says that from here on nothing is missed; a page that has connected again then looks at everything anew.
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
            var told = new ImageEvent(change.Name, item, index.Count);
            yield return new SseItem<string>(JsonSerializer.Serialize(told, PageJsonContext.Default.ImageEvent), item is null ? "removed" : "image");
        }
    }
}
