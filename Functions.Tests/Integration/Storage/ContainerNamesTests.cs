using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Storage;

public sealed class ContainerNamesTests
{
    [Theory]
    [InlineData("same", "same", "other")]
    [InlineData("same", "other", "same")]
    [InlineData("other", "same", "same")]
    public void Two_containers_must_not_be_the_same(string images, string overlays, string predictions)
    {
        var settings = TestSettings.Of(
            ("ImagesContainer", images), ("OverlaysContainer", overlays), ("PredictionsContainer", predictions));
        var exception = Assert.Throws<InvalidSettingException>(() => ContainerNames.Read(settings));
        Assert.Contains("must name three different containers", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Images")]
    [InlineData("a--b")]
    [InlineData("-images")]
    [InlineData("../overlays")]
    public void A_name_that_no_container_can_have_is_refused(string name)
    {
        var exception = Assert.Throws<InvalidSettingException>(
            () => ContainerNames.Read(TestSettings.Of(("ImagesContainer", name))));
        Assert.Contains($"The setting ImagesContainer is \"{name}\"", exception.Message, StringComparison.Ordinal);
    }
}
