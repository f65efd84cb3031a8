using System.Runtime.CompilerServices;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Processing;

public sealed class AdmissionTests(ModelFixture fixture)
{
    private const long Capacity = 100;
    private const int Cores = 3;

    private readonly Admission admission = new(Capacity, Cores);

    [Theory]
    [InlineData(60, 40, true)]
    [InlineData(60, 41, false)]
    [InlineData(500, 1, false)]
    public async Task An_image_that_fits_beside_another_enters_and_one_that_does_not_waits(long first, long second, bool enters)
    {
        var large = await EnterAsync(first);
        var other = EnterAsync(second);
        Assert.Equal(enters, other.IsCompleted);
        large.Dispose();
        (await other).Dispose();
    }

    [Fact]
    public async Task No_more_images_run_than_there_are_cores()
    {
        IDisposable[] running = [await EnterAsync(1), await EnterAsync(1), await EnterAsync(1)];
        var next = EnterAsync(1);
        Assert.False(next.IsCompleted);
        running[1].Dispose();
        await next;
        Assert.False(EnterAsync(1).IsCompleted);
    }

    [Fact]
    public async Task No_image_overtakes_one_that_waits_and_none_waits_for_ever()
    {
        var first = await EnterAsync(90);
        var second = EnterAsync(50);
        // There is room for it, but it came later.
        var third = EnterAsync(10);
        Assert.Equal((false, false), (second.IsCompleted, third.IsCompleted));
        first.Dispose();
        (await second).Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task Waiting_takes_no_thread()
    {
        using var first = await EnterAsync(Capacity);
        // More than there are threads in the pool of any machine that runs tests, all called on this thread.
        var waiting = Enumerable.Range(0, 10_000).Select(_ => EnterAsync(1)).ToArray();
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
    }

    [Fact]
    public void Garbage_of_earlier_images_makes_room_for_one_that_would_not_fit_beside_it()
    {
        var garbage = Allocate();
        using var held = admission.Hold(Capacity);
        Assert.False(garbage.IsAlive);
    }

    [Fact]
    public async Task Leaving_twice_frees_the_memory_once()
    {
        var first = await EnterAsync(60);
        using var second = await EnterAsync(40);
        first.Dispose();
        first.Dispose();
        Assert.False(EnterAsync(61).IsCompleted);
    }

    [Fact]
    public async Task An_image_that_waits_can_be_cancelled_and_those_after_it_get_their_turn()
    {
        using var cancellation = new CancellationTokenSource();
        using var first = await EnterAsync(60);
        var second = admission.EnterAsync(90, cancellation.Token);
        var third = EnterAsync(40);
        Assert.False(third.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await third;
    }

    [Fact]
    public async Task Files_in_memory_take_room_away_but_do_not_stop_everything()
    {
        var file = admission.Hold(80);
        // An image that runs alone enters regardless of the memory that is held.
        using var first = await EnterAsync(50);
        var second = EnterAsync(10);
        Assert.False(second.IsCompleted);
        file.Dispose();
        await second;
    }

    [Fact]
    public async Task However_many_images_come_at_once_no_more_run_than_fit()
    {
        var (gate, bytesRunning, imagesRunning, mostBytes, mostImages) = (new Lock(), 0L, 0, 0L, 0);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(index => Task.Run(async () =>
        {
            var bytes = 10 + (index * 7 % 60);
            using var admitted = await EnterAsync(bytes);
            lock (gate)
            {
                (bytesRunning, imagesRunning) = (bytesRunning + bytes, imagesRunning + 1);
                (mostBytes, mostImages) = (Math.Max(mostBytes, bytesRunning), Math.Max(mostImages, imagesRunning));
            }

            await Task.Yield();
            lock (gate)
            {
                (bytesRunning, imagesRunning) = (bytesRunning - bytes, imagesRunning - 1);
            }
        })));
        Assert.InRange(mostBytes, 1, Capacity);
        Assert.InRange(mostImages, 1, Cores);
    }

    [Fact]
    public async Task An_image_waits_for_room_before_it_is_decoded()
    {
        var roomy = new Admission(1 << 30, Cores);
        var other = await roomy.EnterAsync((1 << 30) - 1, CancellationToken.None);
        var image = AnalyzeAsync(roomy);
        Assert.False(image.IsCompleted);
        other.Dispose();
        await image;
        // It has left again.
        Assert.True(roomy.EnterAsync(1 << 30, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task An_image_that_needs_more_memory_than_there_is_for_images_is_refused_with_a_sentence_that_says_so()
    {
        var refusal = await Assert.ThrowsAsync<RejectedImageException>(() => AnalyzeAsync(new Admission(1 << 20, Cores)));
        Assert.Equal(ImageErrorCode.TooManyPixels, refusal.Code);
        Assert.Contains("more than the 1 MB that there are for images", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(512, 256)]
    [InlineData(2048, 1792)]
    [InlineData(128, 64)]
    public void Memory_that_the_process_itself_needs_is_not_for_images(long memory, long expected) =>
        Assert.Equal(expected << 20, Admission.Of(memory).Capacity);

    /// <summary>The file of an image that is done; in a method of its own, so that no local variable keeps it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Allocate()
    {
        var file = new byte[64 << 20];
        // The operating system gives memory only to what is written.
        file.AsSpan().Fill(1);
        return new WeakReference(file);
    }

    private Task<IDisposable> EnterAsync(long bytes) => admission.EnterAsync(bytes, CancellationToken.None);

    private Task<ImageAnalysis> AnalyzeAsync(Admission shared) =>
        fixture.Processor(admission: shared).AnalyzeAsync(Photographs.Read("coffee"), new StageClock(TimeProvider.System));
}
