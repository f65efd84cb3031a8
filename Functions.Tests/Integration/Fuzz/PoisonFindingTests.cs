using CamFunctions.Cli.Poison;

namespace CamFunctions.Tests.Fuzz;

/// <summary>Messages of the poison queue that the fuzzer found.</summary>
public sealed class PoisonFindingTests
{
    [Theory]
    [InlineData("""{"ContainerName":7,"BlobName":"a.png"}""")]
    [InlineData("""{"ContainerName":"images","BlobName":"\ud800"}""")]
    public void A_message_whose_members_are_no_texts_is_shown_as_it_is(string body)
    {
        var image = PoisonedImage.Read(queue: null!, "1", popReceipt: null, insertedOn: null, new BinaryData(body));
        Assert.Equal((null, body), (image.Container, image.Name));
    }
}
