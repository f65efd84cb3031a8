namespace CamFunctions.Functions.Lifetime;

/// <summary>
/// Ends the worker without losing an invocation. Invocations in flight get a few seconds to finish. New ones for images are held and never
/// answered: the Functions host tries again without a pause, so failing them would use up all tries before the next worker runs. Requests
/// over HTTP are refused, because nobody but the client can repeat them.
/// </summary>
internal sealed class InvocationDrain : IDisposable
{
    private static readonly TimeSpan FinishLimit = TimeSpan.FromSeconds(4);

    /// <summary>For those that heed <see cref="GiveUp"/>.</summary>
    private static readonly TimeSpan GiveUpLimit = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource giveUp = new();
    private readonly TaskCompletionSource empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inFlight;
    private bool isDraining;

    /// <summary>
    /// Cancelled when invocations have taken too long to finish. Only a caller who waits for an answer needs it: an image that is left
    /// unfinished when the process ends is processed again, and to fail it here would use up one of its tries.
    /// </summary>
    public CancellationToken GiveUp => giveUp.Token;

    /// <summary>Counts an invocation in, or holds it; the result counts it out.</summary>
    /// <exception cref="OperationCanceledException">The worker is stopping, and the host has cancelled the invocation.</exception>
    public async Task<IDisposable> EnterOrHoldAsync(CancellationToken cancellation)
    {
        if (!TryEnter())
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        return new Leaving(this);
    }

    /// <summary>Counts an invocation in that the host does not repeat; the result counts it out.</summary>
    /// <exception cref="OperationCanceledException">The worker is stopping.</exception>
    public IDisposable Enter() =>
        TryEnter() ? new Leaving(this) : throw new OperationCanceledException("The worker is stopping.");

    /// <summary>Holds further invocations, and waits until those in flight have ended or the limit is reached.</summary>
    public async Task DrainAsync()
    {
        lock (gate)
        {
            isDraining = true;
            SetIfEmpty();
        }

        giveUp.CancelAfter(FinishLimit);
        await Task.WhenAny(empty.Task, Task.Delay(FinishLimit + GiveUpLimit));
    }

    public void Dispose() => giveUp.Dispose();

    private bool TryEnter()
    {
        lock (gate)
        {
            inFlight += isDraining ? 0 : 1;
            return !isDraining;
        }
    }

    private void Leave()
    {
        lock (gate)
        {
            inFlight--;
            SetIfEmpty();
        }
    }

    private void SetIfEmpty()
    {
        if (isDraining && inFlight == 0)
        {
            empty.TrySetResult();
        }
    }

    private sealed class Leaving(InvocationDrain drain) : IDisposable
    {
        public void Dispose() => drain.Leave();
    }
}
