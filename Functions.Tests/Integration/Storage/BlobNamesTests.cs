using Azure.Storage.Blobs;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Tests.Storage;

public sealed class BlobNamesTests
{
    private static readonly BlobContainerClient Container = new(new Uri("http://127.0.0.1:10000/account/images"));

    [Theory]
    [InlineData("a.png", true)]
    [InlineData("a..b/.hidden/c...", true)]
    [InlineData("%2e%2e/a", true)]
    [InlineData("..\\a", true)]
    [InlineData("../overlays/a", false)]
    [InlineData("a/../../overlays/a", false)]
    [InlineData("./a", false)]
    [InlineData("a/..", false)]
    [InlineData("a//b", true)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("/", false)]
    public void A_name_can_be_addressed_if_its_address_leads_back_to_it(string name, bool can)
    {
        Assert.Equal(can, BlobNames.CanBeAddressed(name));
        var blob = Container.GetBlobClient(name);
        Assert.Equal(can, blob.Name == name && blob.BlobContainerName == "images");
    }
}
