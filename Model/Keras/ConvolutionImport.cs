using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Keras;

/// <summary>
/// Adds a convolution, with the batch normalisation after it folded in. With y = gamma (x - mean) / sqrt(variance + epsilon) + beta
/// (Ioffe and Szegedy 2015, algorithm 1) and s = gamma / sqrt(variance + epsilon), the kernel becomes s w and the bias
/// s (b - mean) + beta, computed in double precision.
/// </summary>
internal static class ConvolutionImport
{
    public static string Add(GraphBuilder graph, WeightStore weights, Layer layer, Layer? normalization, string source, long[] pads)
    {
        layer.Require("data_format", "channels_last");
        layer.Require("activation", "linear");
        layer.Require("dilation_rate", "[1,1]");
        layer.Require("use_bias", "True");
        var size = layer.Numbers("kernel_size", 2);
        var name = normalization?.Name ?? layer.Name;
        if (weights.Shape($"{layer.Name}/kernel") is not [_, _, var inputs, var outputs])
        {
            throw new ModelException($"The weight {layer.Name}/kernel does not have four dimensions.");
        }

        var kernel = weights.Take($"{layer.Name}/kernel", size[0], size[1], inputs, outputs);
        var bias = weights.Take($"{layer.Name}/bias", outputs);
        var (scales, biases) = normalization is null ? (null, bias.ToArray()) : Fold(weights, normalization, bias);
        var reordered = OutputsFirst(kernel, (int)(size[0] * size[1]), (int)inputs, (int)outputs, scales);
        return graph.Node(
            "Conv",
            name,
            [
                source,
                graph.Constant($"{name}_kernel", reordered, outputs, inputs, size[0], size[1]),
                graph.Constant($"{name}_bias", biases, outputs),
            ],
            GraphBuilder.Attribute("kernel_shape", size),
            GraphBuilder.Attribute("strides", layer.Numbers("strides", 2)),
            GraphBuilder.Attribute("pads", Padded(layer, size, pads)));
    }

    /// <summary>
    /// Adds the zeros of padding "same". At stride 1 with odd kernels they are the same on both sides, as many as the kernel
    /// reaches out; for others they would depend on the image's size.
    /// </summary>
    private static long[] Padded(Layer layer, long[] size, long[] pads)
    {
        if (layer.Text("padding") == "valid")
        {
            return pads;
        }

        layer.Require("padding", "same");
        layer.Require("strides", "[1,1]");
        return size is [var height, var width] && long.IsOddInteger(height) && long.IsOddInteger(width)
            ? [pads[0] + (height / 2), pads[1] + (width / 2), pads[2] + (height / 2), pads[3] + (width / 2)]
            : throw new ModelException($"The layer {layer.Name} (Conv2D) has padding = same with an even kernel; that is not supported.");
    }

    private static (double[]? Scales, float[] Biases) Fold(WeightStore weights, Layer normalization, ReadOnlySpan<float> bias)
    {
        var epsilon = normalization.Number("epsilon");
        var gamma = weights.Take($"{normalization.Name}/gamma", bias.Length);
        var beta = weights.Take($"{normalization.Name}/beta", bias.Length);
        var mean = weights.Take($"{normalization.Name}/moving_mean", bias.Length);
        var variance = weights.Take($"{normalization.Name}/moving_variance", bias.Length);
        var scales = new double[bias.Length];
        var biases = new float[bias.Length];
        for (var output = 0; output < bias.Length; output++)
        {
            scales[output] = gamma[output] / Math.Sqrt(variance[output] + epsilon);
            biases[output] = (float)((scales[output] * ((double)bias[output] - mean[output])) + beta[output]);
        }

        return (scales, biases);
    }

    /// <summary>From [position, input, output], as in Keras, to [output, input, position], as in ONNX; each output scaled.</summary>
    private static float[] OutputsFirst(ReadOnlySpan<float> kernel, int positions, int inputs, int outputs, double[]? scales)
    {
        var reordered = new float[kernel.Length];
        for (var position = 0; position < positions; position++)
        {
            for (var input = 0; input < inputs; input++)
            {
                var row = kernel.Slice(((position * inputs) + input) * outputs, outputs);
                for (var output = 0; output < outputs; output++)
                {
                    reordered[(((output * inputs) + input) * positions) + position] = (float)(row[output] * (scales?[output] ?? 1));
                }
            }
        }

        return reordered;
    }
}
