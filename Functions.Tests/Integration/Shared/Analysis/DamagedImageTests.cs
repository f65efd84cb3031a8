using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Analysis;

public sealed class DamagedImageTests(ModelFixture fixture)
{
    [Fact]
    public void An_analysis_says_what_was_missing_of_an_image_that_was_accepted()
    {
        var file = TestImages.DetailedJpeg();
        var truncated = file[..(file.Length * 3 / 4)];
        var processor = fixture.Processor(limits: new ImageLimits(Truncated: TruncatedImages.Accept));
        var analysis = processor.Analyze(truncated);
        Assert.Contains("damaged or cut short", Assert.Single(analysis.Warnings), StringComparison.Ordinal);

        var strict = fixture.Processor();
        Assert.Throws<RejectedImageException>(() => strict.Analyze(truncated));
    }
}
