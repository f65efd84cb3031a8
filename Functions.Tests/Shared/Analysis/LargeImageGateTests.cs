using CamFunctions.Shared.Analysis;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Analysis;

public sealed class LargeImageGateTests
{
    private const int Megapixels50 = 50_000_000;
    private const int Megapixels12 = 12_000_000;

    private readonly LargeImageGate gate = new();

    [Theory]
    [InlineData(Megapixels50, false)]
    [InlineData(Megapixels12, true)]
    public async Task While_a_large_image_is_decoded_only_smaller_ones_are(int pixels, bool isDecoded)
    {
        using var end = new ManualResetEventSlim();
        using var start = new ManualResetEventSlim();
        var isLargeInProgress = true;
        var large = new Thread(() => gate.Run(Megapixels50, () =>
        {
            start.Set();
            end.Wait();
            return isLargeInProgress = false;
        }));
        large.Start();
        start.Wait();

        var wasDecodedMeanwhile = false;
        var other = new Thread(() => gate.Run(pixels, () => wasDecodedMeanwhile = isLargeInProgress));
        other.Start();
        await Eventually.HoldsAsync(
            "the other image is decoded or waits",
            () => Task.FromResult(other.ThreadState is ThreadState.Stopped or ThreadState.WaitSleepJoin));
        end.Set();
        large.Join();
        other.Join();
        Assert.Equal(isDecoded, wasDecodedMeanwhile);
    }
}
