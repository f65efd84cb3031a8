using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CamFunctions.LocalHost;

namespace CamFunctions.Page;

/// <summary>Tells what happens to images, as server-sent events: <c>image</c> with the image as in the gallery, <c>removed</c> with its name.</summary>
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

            if (change.Image is not { } image)
            {
                yield return new SseItem<string>(JsonSerializer.Serialize(change.Name, Handler.HandlerJsonContext.Default.String), "removed");
                continue;
            }

            if (image.State == ImageState.Done)
            {
                records.Forget(change.Name);
            }

            var item = await records.DescribeAsync(image, end.Token);
            yield return new SseItem<string>(JsonSerializer.Serialize(item, PageJsonContext.Default.ImageItem), "image");
        }
    }
}
