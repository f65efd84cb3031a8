using CamFunctions.Model;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;
using Google.Protobuf;

namespace CamFunctions.Tests.Model.Import;

/// <summary>Files that are not networks, or lack a part of one: each is refused with a sentence that names the reason.</summary>
public sealed class BrokenFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(0, "is empty")]
    [InlineData(100, "is not an ONNX model")]
    public void A_broken_file_is_refused(int length, string words)
    {
        var path = folder.File("broken.onnx");
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(path, bytes);
        Assert.Contains(words, Assert.Throws<ModelException>(() => ModelFile.ReadWhole(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_short_is_refused()
    {
        var whole = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TestData", "Onnx", "nin-dynamo18.onnx"));
        var path = folder.File("short.onnx");
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.Contains("is cut short", Assert.Throws<ModelException>(() => ModelFile.ReadWhole(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_no_message_can_be_as_long_as_is_refused_unread()
    {
        var path = folder.File("enormous.onnx");
        using (var file = File.Create(path))
        {
            file.SetLength(3L << 30);
        }

        Assert.Contains(
            "3,221,225,472 bytes",
            Assert.Throws<ModelException>(() => ModelFile.ReadWhole(path)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret", null, null, "outside the model's folder")]
    [InlineData("/etc/hostname", null, null, "outside the model's folder")]
    [InlineData("missing.data", null, null, "missing.data, which is not in its folder")]
    [InlineData("short.data", "4", "8", "ends before the data of the tensor kernel")]
    [InlineData("short.data", "-1", null, "the offset -1 in its file, which is not a number")]
    [InlineData("link.data", null, null, "outside the model's folder")]
    public void Weights_are_read_only_from_files_beside_the_model(string location, string? offset, string? length, string words)
    {
        Directory.CreateDirectory(folder.File("model"));
        File.WriteAllText(folder.File("secret"), "secret");
        File.WriteAllBytes(folder.File("model", "short.data"), new byte[8]);
        File.CreateSymbolicLink(folder.File("model", "link.data"), folder.File("secret"));
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        var tensor = network.Network.Graph.Initializer[0];
        tensor.RawData = ByteString.Empty;
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        Add("location", location);
        Add("offset", offset);
        Add("length", length);
        var path = folder.File("model", "network.onnx");
        File.WriteAllBytes(path, network.Network.ToByteArray());

        Assert.Contains(words, Assert.Throws<ModelException>(() => ModelFile.ReadWhole(path)).Message, StringComparison.Ordinal);

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
            }
        }
    }

    public void Dispose() => folder.Dispose();
}
