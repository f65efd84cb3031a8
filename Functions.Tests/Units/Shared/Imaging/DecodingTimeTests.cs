using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Imaging;

public sealed class DecodingTimeTests
{
    private const int Side = 1600;
    private static readonly ImageLimits Limits = new(MaxBytes: 1 << 26, MaxPixels: 50_000_000);

    /// <summary>A decoder that is not stopped reads all scans first, in thousands of parts.</summary>
    [Theory]
    [InlineData(TruncatedImages.Refuse)]
    [InlineData(TruncatedImages.Accept)]
    public void A_jpeg_with_thousands_of_scans_is_too_slow_long_before_its_end(TruncatedImages truncated)
    {
        const int Seconds = 10;
        var file = ScanBomb.Of(640, 480, scans: 100_000);
        var header = ImageHeaderReader.Read(file, Limits);
        var clock = new AutoAdvancingClock();
        var time = new DecodingTime(clock, TimeSpan.FromSeconds(Seconds), CancellationToken.None);

        var goal = new DecodingGoal(Side);
        var refusal = Assert.Throws<RejectedImageException>(() => ImageDecoder.Decode(file, header, goal, truncated, time));
        Assert.Equal(ImageErrorCode.TooSlow, refusal.Code);
        Assert.Contains("10 seconds", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Looks, Seconds, 10 * Seconds);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".jpg[interlace]")]
    [InlineData(".png")]
    [InlineData(".png[interlace]")]
    [InlineData(".webp")]
    [InlineData(".gif")]
    [InlineData(".tif")]
    [InlineData(".tif[compression=deflate,tile]")]
    [InlineData(".avif")]
    public void Every_format_is_too_slow_if_the_time_is_over(string suffix)
    {
        using var photograph = NetVips.Image.NewFromBuffer(Photographs.Read("china"));
        using var small = photograph.Resize(0.25);
        var file = TestImages.Encode(small, suffix);
        var header = ImageHeaderReader.Read(file, Limits);
        foreach (var side in (int[])[Side, 48])
        {
            var time = new DecodingTime(new AutoAdvancingClock(), TimeSpan.Zero, CancellationToken.None);
            var refusal = Assert.Throws<RejectedImageException>(
                () => ImageDecoder.Decode(file, header, new DecodingGoal(side), TruncatedImages.Refuse, time));
            Assert.Equal(ImageErrorCode.TooSlow, refusal.Code);
        }
    }

    [Fact]
    public void A_header_can_be_too_slow()
    {
        var time = new DecodingTime(new AutoAdvancingClock(), TimeSpan.Zero, CancellationToken.None);
        var refusal = Assert.Throws<RejectedImageException>(() => ImageHeaderReader.Read(ScanBomb.Of(64, 64, 1), Limits, time));
        Assert.Equal(ImageErrorCode.TooSlow, refusal.Code);
    }

    [Fact]
    public void Time_passes_only_while_work_is_done_and_adds_up()
    {
        var clock = new AutoAdvancingClock();
        var time = new DecodingTime(clock, TimeSpan.FromSeconds(4), CancellationToken.None);
        for (var wait = 0; wait < 100; wait++)
        {
            clock.GetTimestamp();
        }

        for (var second = 1; second <= 4; second++)
        {
            time.Measure().Dispose();
            time.ThrowIfOver();
        }

        time.Measure().Dispose();
        Assert.True(time.IsOver);
        Assert.Throws<RejectedImageException>(time.ThrowIfOver);
    }

    [Fact]
    public void Cancellation_stops_a_decoder()
    {
        using var cancellation = new CancellationTokenSource();
        var file = ScanBomb.Of(640, 480, scans: 100_000);
        var header = ImageHeaderReader.Read(file, Limits);
        cancellation.Cancel();
        var time = new DecodingTime(TimeProvider.System, TimeSpan.MaxValue, cancellation.Token);
        var goal = new DecodingGoal(Side);
        Assert.Throws<OperationCanceledException>(() => ImageDecoder.Decode(file, header, goal, TruncatedImages.Refuse, time));
    }
}
