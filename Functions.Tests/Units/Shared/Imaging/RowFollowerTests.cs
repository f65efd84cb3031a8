using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Imaging;

public sealed class RowFollowerTests
{
    [Fact]
    public async Task Rows_are_worked_on_while_others_are_decoded()
    {
        var done = 0;
        using var follower = new RowFollower(rows => Volatile.Write(ref done, rows));
        follower.Advance(3);
        await Eventually.HoldsAsync("three rows are done", () => Task.FromResult(Volatile.Read(ref done) == 3));
    }

    [Fact]
    public void In_the_end_all_rows_are_done_by_one_thread_at_a_time_and_in_order()
    {
        var (working, calls) = (0, new List<int>());
        using var follower = new RowFollower(rows =>
        {
            Assert.Equal(1, Interlocked.Increment(ref working));
            calls.Add(rows);
            Interlocked.Decrement(ref working);
        });
        for (var rows = 1; rows < 10_000; rows++)
        {
            follower.Advance(rows);
        }

        follower.CatchUp(10_000);
        Assert.Equal(calls.Order(), calls);
        Assert.Equal(10_000, calls[^1]);
    }

    [Fact]
    public void A_fault_in_the_work_is_a_fault_of_decoding()
    {
        using var follower = new RowFollower(rows =>
        {
            if (rows == 1)
            {
                throw new InvalidOperationException("This row is bad.");
            }
        });
        follower.Advance(1);
        Assert.Throws<InvalidOperationException>(() => follower.CatchUp(2));
    }

    [Fact]
    public async Task Whoever_gives_up_decoding_waits_until_the_rows_are_no_longer_read()
    {
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using var follower = new RowFollower(_ =>
        {
            begun.Set();
            goOn.Wait();
            throw new InvalidOperationException("Nobody wants to know.");
        });
        follower.Advance(1);
        begun.Wait(TestContext.Current.CancellationToken);
        var disposing = new Thread(follower.Dispose);
        disposing.Start();
        await Eventually.HoldsAsync(
            "disposing waits",
            () => Task.FromResult(disposing.ThreadState is ThreadState.WaitSleepJoin or ThreadState.Stopped));
        Assert.Equal(ThreadState.WaitSleepJoin, disposing.ThreadState);
        goOn.Set();
        disposing.Join();
    }
}
