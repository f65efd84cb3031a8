using System.Runtime.CompilerServices;

namespace CamFunctions.Cli.Batches;

/// <summary>Works on several items at the same time, and returns the results in the order of the items.</summary>
internal static class OrderedWork
{
    /// <param name="items">Taken one by one, only when one of the items in progress is finished and its result is taken.</param>
    /// <param name="atOnce">Maximum number of items in progress, finished ones included whose results are not taken yet.</param>
    /// <param name="work">Works on an item. Its first exception ends everything, so it returns expected faults as results.</param>
    /// <param name="cancellation">Starts no more items, and is passed on to the work in progress.</param>
    /// <returns>
    /// One result per item. However the enumeration ends, no item is in progress afterwards: the rest is cancelled
    /// and awaited.
    /// </returns>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        int atOnce,
        Func<TItem, CancellationToken, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var inProgress = new Queue<Task<TResult>>();
        try
        {
            await foreach (var item in items.WithCancellation(stop.Token))
            {
                if (inProgress.Count == atOnce)
                {
                    yield return await inProgress.Dequeue();
                }

                stop.Token.ThrowIfCancellationRequested();
                inProgress.Enqueue(Task.Run(() => work(item, stop.Token), CancellationToken.None));
            }

            while (inProgress.TryDequeue(out var next))
            {
                yield return await next;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(inProgress.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
