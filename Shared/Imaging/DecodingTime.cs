using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// The time that decoding one image may take. What is measured is the work on the image itself, not what it waits for. Not for several
/// images, or several threads that measure.
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

    /// <summary>Does a part of the work.</summary>
    /// <exception cref="RejectedImageException"><c>tooSlow</c>: the time is over, whether or not the work came to its end.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public T Measure<T>(Func<T> work)
    {
        start = time.GetTimestamp();
        try
        {
            var result = work();
            return IsOver ? throw Refusal() : result;
        }
        catch (VipsException) when (IsOver)
        {
            // It is not damaged: its decoder was not given the rest of the file.
            throw Refusal();
        }
        finally
        {
            (used, start) = (Used, null);
        }
    }

    private Exception Refusal() => cancellation.IsCancellationRequested
        ? new OperationCanceledException(cancellation)
        : new RejectedImageException(
            ImageErrorCode.TooSlow,
            $"Decoding the image took more than the limit of {limit.TotalSeconds:N0} seconds. Save it with ordinary settings, upload a " +
            "smaller image or raise the setting MaxSeconds.");
}
