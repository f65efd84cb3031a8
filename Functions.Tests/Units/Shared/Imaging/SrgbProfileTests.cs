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
    // libvips ignores a profile that does not fit the image.
    [InlineData("cmyk", true)]
    public void Only_a_profile_that_changes_colours_is_converted(string profile, bool isSrgb)
    {
        using var image = TestImages.Quarters().IccTransform(profile, inputProfile: "srgb");
        var bytes = (byte[])image.Get(SrgbProfile.Field);
        Assert.Equal(isSrgb, SrgbProfile.IsSrgb(bytes));
        // The second answer comes from memory.
        Assert.Equal(isSrgb, SrgbProfile.IsSrgb(bytes));
    }
}
