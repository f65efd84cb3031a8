using System.Runtime.CompilerServices;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Analysis;

public sealed class MemoryBudgetTests : IDisposable
{
    private const long Capacity = 100;

    private readonly MemoryBudget budget = new(Capacity);
    private readonly ManualResetEventSlim end = new();
    private readonly List<Worker> started = [];

    [Theory]
    [InlineData(60, 40, true)]
    [InlineData(60, 41, false)]
    [InlineData(500, 1, false)]
    public async Task What_fits_beside_another_is_decoded_beside_it_and_what_does_not_waits(long first, long second, bool isBeside)
    {
        var isFirstInProgress = true;
        var large = Start(first, () =>
        {
            end.Wait();
            isFirstInProgress = false;
        });
        var wasBeside = false;
        var other = Start(second, () => wasBeside = isFirstInProgress, isAdmitted: isBeside);
        await other.IsWaitingOrDoneAsync();
        end.Set();
        large.Join();
        other.Join();
        Assert.Equal(isBeside, wasBeside);
    }

    [Fact]
    public async Task Nobody_overtakes_one_that_waits_and_nobody_waits_for_ever()
    {
        var order = new List<int>();
        var first = Start(90, end.Wait);
        var second = Start(50, () => order.Add(2), isAdmitted: false);
        await second.IsWaitingOrDoneAsync();
        // There is room for it, but it came later.
        var third = Start(60, () => order.Add(3), isAdmitted: false);
        await third.IsWaitingOrDoneAsync();
        Assert.Empty(order);
        end.Set();
        first.Join();
        second.Join();
        third.Join();
        Assert.Equal([2, 3], order);
    }

    [Fact]
    public void Garbage_of_earlier_images_makes_room_for_one_that_would_not_fit_beside_it()
    {
        var garbage = Allocate();
        using var held = budget.Hold(Capacity);
        Assert.False(garbage.IsAlive);
    }

    [Fact]
    public void Room_is_free_again_after_a_failure()
    {
        Assert.Throws<InvalidOperationException>(() => budget.Run<int>(90, () => throw new InvalidOperationException("No."), default));
        var held = Start(50, end.Wait);
        Assert.Equal(1, budget.Run(50, () => 1, CancellationToken.None));
        end.Set();
    }

    [Fact]
    public async Task One_that_waits_can_be_cancelled_and_those_behind_it_get_their_turn()
    {
        using var cancellation = new CancellationTokenSource();
        var first = Start(60, end.Wait);
        var isCancelled = false;
        var second = new Worker(() =>
        {
            try
            {
                budget.Run(90, () => 1, cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                isCancelled = true;
            }
        });
        await second.IsWaitingOrDoneAsync();
        var third = Start(40, () => { }, isAdmitted: false);
        await third.IsWaitingOrDoneAsync();
        await cancellation.CancelAsync();
        second.Join();
        third.Join();
        Assert.True(isCancelled);
        end.Set();
    }

    [Fact]
    public async Task Files_in_memory_take_room_away_but_do_not_stop_everything()
    {
        using var file = budget.Hold(80);
        // Alone, it is decoded whatever is held.
        var first = Start(50, end.Wait);
        var second = Start(10, () => { }, isAdmitted: false);
        await second.IsWaitingOrDoneAsync();
        Assert.False(second.IsDone);
        file.Dispose();
        second.Join();
        end.Set();
    }

    [Fact]
    public void However_many_images_come_at_once_no_more_are_decoded_than_fit()
    {
        var (gate, inProgress, most) = (new Lock(), 0L, 0L);
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, index =>
        {
            var bytes = 10 + (index * 7 % 60);
            budget.Run(
                bytes,
                () =>
                {
                    lock (gate)
                    {
                        inProgress += bytes;
                        most = Math.Max(most, inProgress);
                    }

                    Thread.Yield();
                    lock (gate)
                    {
                        return inProgress -= bytes;
                    }
                },
                CancellationToken.None);
        });
        Assert.InRange(most, 1, Capacity);
    }

    [Fact]
    public async Task An_image_waits_for_room_before_it_is_decoded()
    {
        var roomy = new MemoryBudget(1 << 30);
        using var start = new ManualResetEventSlim();
        var other = new Worker(() => roomy.Run(
            (1 << 30) - 1,
            () =>
            {
                start.Set();
                end.Wait();
                return 0;
            },
            CancellationToken.None));
        start.Wait();
        var image = new Worker(() => Read(Photographs.Read("coffee"), roomy));
        await image.IsWaitingOrDoneAsync();
        Assert.False(image.IsDone);
        end.Set();
        image.Join();
    }

    [Fact]
    public void An_image_that_needs_more_memory_than_there_is_for_images_is_refused_with_a_sentence_that_says_so()
    {
        var small = new MemoryBudget(1 << 20);
        var refusal = Assert.Throws<RejectedImageException>(() => Read(Photographs.Read("coffee"), small));
        Assert.Equal(ImageErrorCode.TooManyPixels, refusal.Code);
        Assert.Contains("more than the 1 MB that there are for images", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(512, 256)]
    [InlineData(2048, 1792)]
    [InlineData(128, 64)]
    public void What_the_process_itself_needs_is_not_for_images(long memory, long expected) =>
        Assert.Equal(expected << 20, MemoryBudget.Of(memory).Capacity);

    public void Dispose()
    {
        end.Set();
        // One may only now come to wait for it.
        started.ForEach(worker => worker.Join());
        end.Dispose();
    }

    private static DecodedImage Read(byte[] file, MemoryBudget memory) => DecodedImage.Read(
        file,
        new AnalysisOptions(),
        new ImageLimits(),
        Geometry.Whole,
        new NetworkInputSize(Step: 32, Width: 224, Height: 224, IsFixed: false),
        DecodingTime.Unlimited(),
        memory,
        CancellationToken.None);

    /// <summary>The file of an image that is done; in a method of its own, so that no local variable keeps it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Allocate()
    {
        var file = new byte[64 << 20];
        // The operating system gives memory only to what is written.
        file.AsSpan().Fill(1);
        return new WeakReference(file);
    }

    /// <summary>Takes a turn on a thread of its own; if it is admitted at once, returns when its work has begun.</summary>
    private Worker Start(long bytes, Action work, bool isAdmitted = true)
    {
        using var start = new ManualResetEventSlim();
        var worker = new Worker(() => budget.Run(
            bytes,
            () =>
            {
                if (isAdmitted)
                {
                    start.Set();
                }

                work();
                return 0;
            },
            CancellationToken.None));
        started.Add(worker);
        if (isAdmitted)
        {
            start.Wait();
        }

        return worker;
    }
}
