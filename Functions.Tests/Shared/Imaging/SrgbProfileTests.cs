using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Shared.Imaging;

public sealed class SrgbProfileTests
{
    [Theory]
    [InlineData("china")]
    [InlineData("chelsea")]
    [InlineData("flower")]
    public void The_profiles_of_the_samples_are_srgb(string photograph)
    {
        using var image = Image.NewFromBuffer(Photographs.Read(photograph));
        Assert.True(SrgbProfile.IsSrgb((byte[])image.Get(SrgbProfile.Field)));
    }

    [Theory]
    [InlineData("srgb", true)]
    [InlineData("p3", false)]
    [InlineData("cmyk", false)]
    public void Only_a_profile_that_keeps_all_colours_is_srgb(string profile, bool isSrgb)
    {
        using var image = TestImages.Quarters().IccTransform(profile, inputProfile: "srgb");
        var bytes = (byte[])image.Get(SrgbProfile.Field);
        Assert.Equal(isSrgb, SrgbProfile.IsSrgb(bytes));
        Assert.Equal(isSrgb, SrgbProfile.IsSrgb(bytes));
    }
}
