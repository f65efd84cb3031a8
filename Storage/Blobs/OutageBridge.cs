using CamFunctions.Shared.Configuration;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Storage.Blobs;

/// <summary>
/// Waits out errors of storage. The Functions host tries a message five times without a pause, so an outage of a second would move
/// every message to the poison queue if invocations did not wait themselves.
/// </summary>
/// <param name="limit">How long one piece of work may take, pauses included.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Gets one line when an outage begins and one when it ends, however many invocations wait.</param>
public sealed class OutageBridge(TimeSpan limit, TimeProvider time, ILogger<OutageBridge> logger)
{
    public const string LimitSetting = "StorageWaitSeconds";

    /// <summary>Leaves a minute of host.json's functionTimeout for the work itself.</summary>
    private const int DefaultLimitSeconds = 840;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan MaximumPause = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private int waiting;
    private long outageStart;

    /// <summary>The limit in the settings; 0 to fail at once.</summary>
    /// <exception cref="InvalidSettingException">Not a number of seconds from 0 to a day.</exception>
    public static TimeSpan ReadLimit(Settings settings) =>
        TimeSpan.FromSeconds(settings.WholeNumber(LimitSetting, DefaultLimitSeconds, 0, 86_400));

    /// <summary>Does some work, again from its beginning after each transient error, until it succeeds or the limit is reached.</summary>
    /// <param name="work">Holds nothing between two attempts.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var isWaiting = false;
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    return await work();
                }
                catch (Exception exception) when (!cancellation.IsCancellationRequested && TransientFault.Is(exception))
                {
                    var pause = Pause(attempt, exception);
                    if (time.GetElapsedTime(start) + pause >= limit)
                    {
                        throw;
                    }

                    if (!isWaiting)
                    {
                        Begin(exception);
                        isWaiting = true;
                    }

                    // Storage that is down or overloaded recovers only if it is left alone, each time for longer.
                    await Task.Delay(pause, time, cancellation);
                }
            }
        }
        finally
        {
            if (isWaiting)
            {
                End();
            }
        }
    }

    /// <summary>Doubles with each attempt. Half of it is random, so that many instances do not come back at the same moment.</summary>
    private static TimeSpan Pause(int attempt, Exception exception)
    {
        var exponential = FirstPause * Math.Pow(2, Math.Min(attempt, 10));
        var bounded = exponential < MaximumPause ? exponential : MaximumPause;
        var random = bounded * (0.5 + (Random.Shared.NextDouble() / 2));
        return TransientFault.RetryAfter(exception) is { } asked && asked > random ? asked : random;
    }

    private void Begin(Exception exception)
    {
        lock (gate)
        {
            if (waiting++ == 0)
            {
                outageStart = time.GetTimestamp();
                logger.OutageBegan(limit.TotalSeconds, StorageError.Summary(exception));
            }
        }
    }

    private void End()
    {
        lock (gate)
        {
            if (--waiting == 0)
            {
                logger.OutageEnded(time.GetElapsedTime(outageStart).TotalSeconds);
            }
        }
    }
}
