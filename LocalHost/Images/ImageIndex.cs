using System.Threading.Channels;

namespace CamFunctions.LocalHost.Images;

/// <summary>All images in the container as last seen by the local host, newest first, with notifications of changes.</summary>
internal sealed class ImageIndex
{
    /// <summary>A listener that falls further behind is disconnected and has to reload everything.</summary>
    private const int MaximumPendingChanges = 10_000;

    /// <summary>Without any change for so long, an image that waits does so in vain.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, IndexedImage> byName = new(StringComparer.Ordinal);
    private readonly SortedSet<IndexedImage> byAge = new(IndexedImage.ByAge);
    private readonly HashSet<Channel<ImageChange>> listeners = [];
    private DateTimeOffset lastChange;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return byName.Count;
            }
        }
    }

    /// <summary>Adds or updates an image. A version older than the known one is ignored.</summary>
    public void Update(WatchedImage image, ImageState state)
    {
        lock (gate)
        {
            var isKnown = byName.TryGetValue(image.Name, out var known);
            if (isKnown && known!.Image.ETag != image.ETag && known.Image.LastModified > image.LastModified)
            {
                return;
            }

            if (known is not null)
            {
                byAge.Remove(known);
            }

            var updated = new IndexedImage(image, state);
            byName[image.Name] = updated;
            byAge.Add(updated);
            Publish(new ImageChange(image.Name, updated));
        }
    }

    /// <summary>Sets the state of the known version of an image.</summary>
    public void SetState(string name, ImageState state)
    {
        if (Find(name) is { } known && known.State != state)
        {
            Update(known.Image, state);
        }
    }

    public void Remove(string name)
    {
        lock (gate)
        {
            if (byName.Remove(name, out var known))
            {
                byAge.Remove(known);
                Publish(new ImageChange(name, Image: null));
            }
        }
    }

    public IndexedImage? Find(string name)
    {
        lock (gate)
        {
            return byName.GetValueOrDefault(name);
        }
    }

    /// <summary>
    /// Images whose messages are not to be expected soon: a message that storage handed out when it was stopped is hidden for ten minutes.
    /// </summary>
    public IReadOnlyList<WatchedImage> WaitingInVain()
    {
        lock (gate)
        {
            return DateTimeOffset.UtcNow - lastChange < QuietTime || byAge.Any(image => image.State == ImageState.Running)
                ? []
                : [.. byAge.Where(image => image.State == ImageState.Waiting).Select(image => image.Image)];
        }
    }

    /// <summary>A page of images, newest first.</summary>
    /// <param name="after">The name of the last image on the previous page; <see langword="null"/> for the first page.</param>
    /// <param name="count">The maximum number of images.</param>
    public IReadOnlyList<IndexedImage> Newest(string? after, int count)
    {
        lock (gate)
        {
            return after is not null && byName.TryGetValue(after, out var last)
                ? [.. byAge.GetViewBetween(last, byAge.Max!).Skip(1).Take(count)]
                : [.. byAge.Take(count)];
        }
    }

    /// <summary>All changes from now on, until cancelled or until the listener falls too far behind.</summary>
    public IAsyncEnumerable<ImageChange> ListenAsync(CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<ImageChange>(MaximumPendingChanges);
        lock (gate)
        {
            listeners.Add(channel);
        }

        cancellation.Register(() => RemoveListener(channel));
        return channel.Reader.ReadAllAsync(CancellationToken.None);
    }

    private void RemoveListener(Channel<ImageChange> channel)
    {
        lock (gate)
        {
            listeners.Remove(channel);
        }

        channel.Writer.TryComplete();
    }

    private void Publish(ImageChange change)
    {
        lastChange = DateTimeOffset.UtcNow;
        foreach (var listener in listeners.Where(listener => !listener.Writer.TryWrite(change)).ToArray())
        {
            listeners.Remove(listener);
            listener.Writer.TryComplete();
        }
    }
}
