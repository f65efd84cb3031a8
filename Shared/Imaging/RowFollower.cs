namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Works on the first rows of an image while the others are still being decoded: on another thread if one is free, and otherwise when
/// the thread that decodes waits for the work. It belongs to that thread.
/// </summary>
/// <param name="follow">
/// Does what can be done with as many rows as it is given, and has not been done yet; <see langword="null"/> if there is nothing to do.
/// </param>
internal sealed class RowFollower(Action<int>? follow) : IDisposable
{
    private Task following = Task.CompletedTask;

    /// <summary>There are this many rows now.</summary>
    public void Advance(int rows)
    {
        // A thread that is still busy with earlier rows finds more of them next time.
        if (follow is not null && following.IsCompleted)
        {
            Wait();
            following = Task.Run(() => follow(rows));
        }
    }

    /// <summary>There are this many rows now. When this returns, all work on them is done, and no thread reads them.</summary>
    public void CatchUp(int rows)
    {
        Wait();
        follow?.Invoke(rows);
    }

    /// <summary>After this the rows are no longer read, whether or not decoding came to its end.</summary>
    public void Dispose() =>
        following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();

    /// <summary>If no thread has begun yet, this one does the work.</summary>
    private void Wait() => following.GetAwaiter().GetResult();
}
