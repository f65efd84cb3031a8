namespace CamFunctions.Functions.Lifetime;

/// <summary>
/// Ends the handler without losing an invocation. What is in flight finishes or is given up within a few seconds. What arrives
/// meanwhile is held and never answered: the Functions host tries again without a pause, so an answer, or a closed port, would use up
/// all tries before the next handler runs.
/// </summary>
internal sealed class InvocationDrain : IDisposable
{
    private static readonly TimeSpan FinishLimit = TimeSpan.FromSeconds(4);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource giveUp = new();
    private readonly TaskCompletionSource empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inFlight;
    private bool isDraining;

    /// <summary>Cancelled when invocations in flight have to be given up.</summary>
    public CancellationToken GiveUp => giveUp.Token;

    /// <summary>Counts an invocation in.</summary>
    /// <returns>To be disposed when the invocation has ended.</returns>
    /// <exception cref="OperationCanceledException">The handler is ending, and the caller has gone.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        if (!TryEnter())
        {
            // Until the process has ended, or the host closes the connection.
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        return new Leaving(this);
    }

    /// <summary>Holds further invocations, and waits until those in flight have ended or were given up.</summary>
    public async Task DrainAsync()
    {
        lock (gate)
        {
            isDraining = true;
            SetIfEmpty();
        }

        giveUp.CancelAfter(FinishLimit);
        await empty.Task;
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
