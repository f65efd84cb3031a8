using CamFunctions.Cli.Batches;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Batches;

public sealed class OrderedWorkTests
{
    private const int AtOnce = 3;

    private readonly TaskCompletionSource[] ends = [.. Enumerable.Range(0, 10).Select(_ => new TaskCompletionSource())];
    private int taken;
    private int started;
    private int ended;

    [Fact]
    public async Task Results_are_in_the_order_of_the_items_even_if_later_ones_end_first()
    {
        var results = new List<int>();
        foreach (var end in ends.Reverse())
        {
            end.SetResult();
        }

        ends[0] = new TaskCompletionSource();
        var running = Task.Run(async () =>
        {
            await foreach (var result in Run(WaitAsync, CancellationToken.None))
            {
                results.Add(result);
            }
        });
        await Eventually.HoldsAsync("two others have ended", () => Task.FromResult(Volatile.Read(ref ended) == AtOnce - 1));
        Assert.Empty(results);
        ends[0].SetResult();
        await running;
        Assert.Equal(Enumerable.Range(0, ends.Length), results);
    }

    [Fact]
    public async Task No_more_items_are_taken_than_may_be_in_progress_and_the_next_one()
    {
        await using var results = Run(WaitAsync, CancellationToken.None).GetAsyncEnumerator();
        for (var index = 0; index < ends.Length; index++)
        {
            var next = results.MoveNextAsync();
            Assert.Equal(Math.Min(index + AtOnce + 1, ends.Length), taken);
            Assert.InRange(Volatile.Read(ref started), 0, index + AtOnce);
            ends[index].SetResult();
            Assert.True(await next);
        }

        Assert.False(await results.MoveNextAsync());
    }

    [Fact]
    public async Task After_a_cancellation_nothing_starts_and_nothing_is_in_progress()
    {
        using var stop = new CancellationTokenSource();
        await using var results = Run(WaitAsync, stop.Token).GetAsyncEnumerator();
        var first = results.MoveNextAsync().AsTask();
        await Eventually.HoldsAsync("the first items have started", () => Task.FromResult(Volatile.Read(ref started) == AtOnce));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal((AtOnce, AtOnce), (started, ended));
    }

    [Fact]
    public async Task A_reader_that_stops_early_leaves_nothing_in_progress()
    {
        ends[0].SetResult();
        await foreach (var _ in Run(WaitAsync, CancellationToken.None))
        {
            break;
        }

        Assert.Equal(started, ended);
        Assert.InRange(started, 1, AtOnce);
    }

    [Fact]
    public async Task An_exception_comes_in_its_turn_and_ends_the_others()
    {
        foreach (var end in ends.Take(2))
        {
            end.SetResult();
        }

        var results = new List<int>();
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var result in Run(FailAtTwoAsync, CancellationToken.None))
            {
                results.Add(result);
            }
        });
        Assert.Equal("2", exception.Message);
        Assert.Equal([0, 1], results);
        Assert.Equal(started, ended + 1);

        Task<int> FailAtTwoAsync(int item, CancellationToken cancellation)
        {
            if (item == 2)
            {
                Interlocked.Increment(ref started);
                throw new InvalidOperationException($"{item}");
            }

            return WaitAsync(item, cancellation);
        }
    }

    private IAsyncEnumerable<int> Run(Func<int, CancellationToken, Task<int>> work, CancellationToken cancellation) =>
        OrderedWork.RunAsync(Items().ToAsyncEnumerable(), AtOnce, work, cancellation);

    private IEnumerable<int> Items()
    {
        for (var item = 0; item < ends.Length; item++)
        {
            taken++;
            yield return item;
        }
    }

    private async Task<int> WaitAsync(int item, CancellationToken cancellation)
    {
        Interlocked.Increment(ref started);
        try
        {
            await ends[item].Task.WaitAsync(cancellation);
            return item;
        }
        finally
        {
            Interlocked.Increment(ref ended);
        }
    }
}
