namespace CamFunctions.Shared.Analysis;

/// <summary>Does something when nothing has happened for a while after something had. Thread-safe.</summary>
/// <param name="length">How long nothing must have happened.</param>
/// <param name="time">The clock.</param>
/// <param name="act">What is then done, once.</param>
internal sealed class QuietPeriod(TimeSpan length, TimeProvider time, Action act)
{
    private readonly Lock gate = new();
    private bool isWaiting;
    private bool hasHappened;

    /// <summary>Something happened: the period begins again.</summary>
    public void Interrupt()
    {
        lock (gate)
        {
            hasHappened = true;
            if (isWaiting)
            {
                return;
            }

            isWaiting = true;
        }

        _ = WaitAsync();
    }

    private async Task WaitAsync()
    {
        while (IsInterrupted())
        {
            await Task.Delay(length, time);
        }

        act();
    }

    private bool IsInterrupted()
    {
        lock (gate)
        {
            isWaiting = hasHappened;
            hasHappened = false;
            return isWaiting;
        }
    }
}
