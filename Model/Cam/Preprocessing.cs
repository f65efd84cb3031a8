using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Cam;

/// <summary>From an image's bytes to the numbers a network was trained on: (value - mean) * scale per channel.</summary>
/// <param name="Means">[3], in the network's channel order, in units of the bytes.</param>
/// <param name="Scales">[3], in the network's channel order; <see langword="null"/> for 1.</param>
/// <param name="IsBgr">Whether the network takes blue first.</param>
public sealed record Preprocessing(IReadOnlyList<float> Means, IReadOnlyList<float>? Scales, bool IsBgr)
{
    private const int Channels = 3;

    /// <summary>
    /// The mean colour of ImageNet, blue first, no scaling: how Keras feeds the networks that came from Caffe
    /// (keras.applications.imagenet_utils.preprocess_input, mode "caffe").
    /// </summary>
    public static Preprocessing KerasCaffe { get; } = new([103.939f, 116.779f, 123.68f], Scales: null, IsBgr: true);

    /// <summary>
    /// What common training codes do, by their names: torchvision's models (the colours' means and spreads over ImageNet, in
    /// shares of 255), keras.applications in its modes caffe and tf, plain division by 255, and EfficientNet-Lite.
    /// </summary>
    public static IReadOnlyDictionary<string, Preprocessing> Presets { get; } =
        new Dictionary<string, Preprocessing>(StringComparer.Ordinal)
        {
            ["torchvision"] = new(
                [0.485f * 255, 0.456f * 255, 0.406f * 255],
                [1 / (0.229f * 255), 1 / (0.224f * 255), 1 / (0.225f * 255)],
                IsBgr: false),
            ["keras-caffe"] = KerasCaffe,
            ["keras-tf"] = new([127.5f, 127.5f, 127.5f], [1 / 127.5f, 1 / 127.5f, 1 / 127.5f], IsBgr: false),
            ["unit"] = new([0, 0, 0], [1 / 255f, 1 / 255f, 1 / 255f], IsBgr: false),
            ["efficientnet-lite"] = new([127, 127, 127], [1 / 128f, 1 / 128f, 1 / 128f], IsBgr: false),
        };

    /// <summary>Names of all values that preprocessing adds start with this.</summary>
    public const string Prefix = "pre_";

    /// <summary>
    /// Adds the nodes from <paramref name="image"/>, uint8 [height, width, 3], to float in the network's layout, a batch of one.
    /// </summary>
    public string AddTo(GraphBuilder graph, string image, ImageLayout layout)
    {
        var value = graph.Node("Cast", "pre_float", [image], GraphBuilder.Attribute("to", (long)TensorProto.Types.DataType.Float));
        var isPlanar = layout == ImageLayout.ChannelsFirst;
        if (isPlanar)
        {
            value = graph.Node("Transpose", "pre_planes", [value], GraphBuilder.Attribute("perm", 2L, 0L, 1L));
        }

        if (IsBgr)
        {
            var order = graph.Constant("pre_bgr_order", 2, 1, 0);
            value = graph.Node("Gather", "pre_bgr", [value, order], GraphBuilder.Attribute("axis", isPlanar ? 0L : 2L));
        }

        // The constants have four dimensions, so that broadcasting them adds the batch's.
        long[] shape = isPlanar ? [1, Channels, 1, 1] : [1, 1, 1, Channels];
        value = graph.Node("Sub", "pre_centred", [value, graph.Constant("pre_means", Means.ToArray(), shape)]);
        return Scales is null
            ? value
            : graph.Node("Mul", "pre_scaled", [value, graph.Constant("pre_scales", Scales.ToArray(), shape)]);
    }
}
