using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Tests.Shared.Processing;

public sealed class ResultVersionTests
{
    private static readonly ResultVersion Version = new("model", "options", Revision: 1, new ImageLimits());

    private static readonly ImageLimits Higher = new(1L << 30, 500_000_000, 600, TruncatedImages.Accept);

    public static TheoryData<string, ImageErrorCode> Limits => new()
    {
        { nameof(ImageLimits.MaxBytes), ImageErrorCode.TooLarge },
        { nameof(ImageLimits.MaxPixels), ImageErrorCode.TooManyPixels },
        { nameof(ImageLimits.MaxSeconds), ImageErrorCode.TooSlow },
        { nameof(ImageLimits.Truncated), ImageErrorCode.Corrupt },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_limit_that_is_raised_makes_only_those_refusals_outdated_that_it_could_change(string limit, ImageErrorCode changed)
    {
        var raised = Version with { Limits = new ImageLimits() };
        var property = typeof(ImageLimits).GetProperty(limit)!;
        property.SetValue(raised.Limits, property.GetValue(Higher));
        Assert.True(raised.Accepts(Version));
        foreach (var error in Enum.GetValues<ImageErrorCode>())
        {
            Assert.Equal(error != changed, raised.Accepts(Version with { Refusal = error }));
            // An image that is refused with a higher limit is refused with a lower one.
            Assert.True(Version.Accepts(raised with { Refusal = error }));
        }
    }

    [Fact]
    public void Every_limit_has_its_refusal() =>
        Assert.Equal(typeof(ImageLimits).GetProperties().Length, Limits.Count);

    [Fact]
    public void A_result_of_another_model_or_revision_or_of_other_options_is_outdated()
    {
        Assert.True(Version.Accepts(Version));
        Assert.False(Version.Accepts(Version with { ModelSha256 = "other" }));
        Assert.False(Version.Accepts(Version with { OptionsFingerprint = "other" }));
        Assert.False(Version.Accepts(Version with { Revision = 2 }));
    }

    [Fact]
    public void Limits_are_read_as_they_were_written()
    {
        Assert.Equal(Higher, ResultVersion.ParseLimits(ResultVersion.TextOf(Higher)));
        Assert.Null(ResultVersion.ParseLimits("67108864"));
    }
}
