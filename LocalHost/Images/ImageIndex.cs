using System.Threading.Channels;

namespace CamFunctions.LocalHost.Images;

/// <summary>All images of the container as the local host last saw them, newest first, for whoever wants to look or to be told.</summary>
internal sealed class ImageIndex
{
    /// <summary>A listener that falls so far behind has to read everything again anyway.</summary>
    private const int MaximumWaitingChanges = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, IndexedImage> byName = new(StringComparer.Ordinal);
    private readonly SortedSet<IndexedImage> byAge = new(IndexedImage.ByAge);
    private readonly HashSet<Channel<ImageChange>> listeners = [];

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

    /// <summary>Notes how far an image is. An older version than the one that is known changes nothing.</summary>
    public void Note(WatchedImage image, ImageState state)
    {
        lock (gate)
        {
            if (byName.TryGetValue(image.Name, out var known) && known.Image.ETag != image.ETag && known.Image.LastModified > image.LastModified)
            {
                return;
            }

            if (known is not null)
            {
                byAge.Remove(known);
            }

            var noted = new IndexedImage(image, state);
            byName[image.Name] = noted;
            byAge.Add(noted);
            Tell(new ImageChange(image.Name, noted));
        }
    }

    /// <summary>Notes how far the known version of an image is.</summary>
    public void Mark(string name, ImageState state)
    {
        if (Find(name) is { } known && known.State != state)
        {
            Note(known.Image, state);
        }
    }

    public void Remove(string name)
    {
        lock (gate)
        {
            if (byName.Remove(name, out var known))
            {
                byAge.Remove(known);
                Tell(new ImageChange(name, Image: null));
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

    /// <summary>Some images, newest first.</summary>
    /// <param name="after">The name of the last one that is known already; <see langword="null"/> for the newest.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<IndexedImage> Newest(string? after, int count)
    {
        lock (gate)
        {
            return after is not null && byName.TryGetValue(after, out var last)
                ? [.. byAge.GetViewBetween(last, byAge.Max!).Skip(1).Take(count)]
                : [.. byAge.Take(count)];
        }
    }

    /// <summary>All changes from now on, until it is cancelled, or the listener is too slow.</summary>
    public IAsyncEnumerable<ImageChange> ListenAsync(CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<ImageChange>(MaximumWaitingChanges);
        lock (gate)
        {
            listeners.Add(channel);
        }

        cancellation.Register(() => Leave(channel));
        return channel.Reader.ReadAllAsync(CancellationToken.None);
    }

    private void Leave(Channel<ImageChange> channel)
    {
        lock (gate)
        {
            listeners.Remove(channel);
        }

        channel.Writer.TryComplete();
    }

    private void Tell(ImageChange change)
    {
        foreach (var listener in listeners.Where(listener => !listener.Writer.TryWrite(change)).ToArray())
        {
            listeners.Remove(listener);
            listener.Writer.TryComplete();
        }
    }
}
