namespace CamFunctions.Shared.Imaging;

/// <summary>
/// The time that decoding one image may take. Only the work on the image itself counts, not the time that it waits. For one image, and one
/// thread that measures.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="limit">How long the work may take.</param>
/// <param name="cancellation">Ends the work as well.</param>
public sealed class DecodingTime(TimeProvider time, TimeSpan limit, CancellationToken cancellation)
{
    private TimeSpan used;
    private long? start;

    /// <summary>Whether the work is to stop. Decoders ask it from other threads whenever they read a part of the file.</summary>
    public bool IsOver => cancellation.IsCancellationRequested || Used > limit;

    private TimeSpan Used => start is { } since ? used + time.GetElapsedTime(since) : used;

    /// <summary>For images that are known.</summary>
    public static DecodingTime Unlimited() => new(TimeProvider.System, TimeSpan.MaxValue, CancellationToken.None);

    /// <summary>Counts a part of the work, until the result is disposed of.</summary>
    public Part Measure()
    {
        start = time.GetTimestamp();
        return new Part(this);
    }

    /// <summary>To be called after each part, whether or not it came to its end.</summary>
    /// <exception cref="RejectedImageException"><c>tooSlow</c>: the time is over.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public void ThrowIfOver()
    {
        cancellation.ThrowIfCancellationRequested();
        if (IsOver)
        {
            throw new RejectedImageException(
                ImageErrorCode.TooSlow,
                $"Decoding the image took more than the limit of {limit.TotalSeconds:N0} seconds. Save it with ordinary settings, upload " +
                "a smaller image or raise the setting MaxSeconds.");
        }
    }

    /// <summary>A part of the work.</summary>
    public readonly ref struct Part(DecodingTime decoding)
    {
        public void Dispose() => (decoding.used, decoding.start) = (decoding.Used, null);
    }
}
