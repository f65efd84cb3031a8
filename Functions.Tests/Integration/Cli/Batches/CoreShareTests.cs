using CamFunctions.Cli.Batches;

namespace CamFunctions.Tests.Cli.Batches;

public sealed class CoreShareTests
{
    [Theory]
    [InlineData(0, 2, 100, 2, 1)]
    [InlineData(0, 1, 100, 1, 1)]
    [InlineData(0, 16, 100, 4, 4)]
    [InlineData(0, 16, 3, 3, 5)]
    [InlineData(0, 2, 1, 1, 2)]
    [InlineData(1, 2, 1, 1, 1)]
    [InlineData(2, 2, 100, 1, 2)]
    [InlineData(8, 2, 100, 1, 8)]
    public void Each_core_gets_an_image_unless_there_are_few_images_or_the_threads_are_set(
        int setting, int cores, int images, int analyses, int threads) =>
        Assert.Equal(new CoreShare(analyses, threads), CoreShare.Of(setting, cores, images));
}
