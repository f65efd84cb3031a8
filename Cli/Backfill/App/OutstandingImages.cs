namespace CamFunctions.Cli.Backfill.App;

/// <summary>
/// The images that are posted and have no record yet, and when to look for their records: first after as long as images took before,
/// then at growing intervals, because each look costs requests to storage.
/// </summary>
/// <param name="wait">How long to wait for a record.</param>
internal sealed class OutstandingImages(TimeSpan wait)
{
    /// <summary>The last images weigh the most in the average.</summary>
    private const double Weight = 0.05;

    private static readonly TimeSpan MinimumPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaximumPause = TimeSpan.FromSeconds(30);

    private readonly PriorityQueue<PostedImage, DateTimeOffset> byLook = new();
    private TimeSpan average = TimeSpan.Zero;
    private DateTimeOffset lastFinishedPost = DateTimeOffset.MinValue;
    private DateTimeOffset lastRecord = DateTimeOffset.MinValue;

    public int Count => byLook.Count;

    public void Add(PostedImage image) => byLook.Enqueue(image, image.At + Bounded(average));

    /// <summary>Takes out the images whose records are to be looked for now.</summary>
    public IReadOnlyList<PostedImage> TakeDue(DateTimeOffset now)
    {
        var due = new List<PostedImage>();
        while (byLook.TryPeek(out var image, out var look) && look <= now)
        {
            byLook.Dequeue();
            due.Add(image);
        }

        return due;
    }

    /// <summary>Puts an image without a record back.</summary>
    public void Return(PostedImage image, DateTimeOffset now) => byLook.Enqueue(image, now + Bounded((now - image.At) / 4));

    /// <summary>Learns from an image that has its record.</summary>
    public void Learn(PostedImage image, DateTimeOffset now)
    {
        average += ((now - image.At) - average) * Weight;
        lastRecord = now;
        if (image.At > lastFinishedPost)
        {
            lastFinishedPost = image.At;
        }
    }

    /// <summary>
    /// Whether there is no use in waiting any longer. The queue of a busy app may be longer than the wait, so an image is not late until
    /// others that were posted after it have records, or no image had one for as long.
    /// </summary>
    public bool IsLate(PostedImage image, DateTimeOffset now) =>
        now - image.At >= wait && (lastFinishedPost - image.At >= wait / 10 || now - lastRecord >= wait);

    private static TimeSpan Bounded(TimeSpan pause) =>
        pause < MinimumPause ? MinimumPause : pause > MaximumPause ? MaximumPause : pause;
}
