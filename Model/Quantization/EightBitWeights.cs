using System.Numerics.Tensors;

namespace CamFunctions.Model.Quantization;

/// <summary>Weights in signed bytes, symmetric around zero, with a scale per output channel.</summary>
/// <param name="Values">[channels, weights per channel].</param>
/// <param name="Scales">[channels].</param>
public sealed record EightBitWeights(sbyte[] Values, float[] Scales)
{
    /// <summary>
    /// The largest value for sums of integers: seven bits. Processors without VNNI add two products of an unsigned and a signed byte in
    /// 16 bits: 2 * 255 * 63 = 32,130 is below 32,768, where the sum would saturate.
    /// </summary>
    public const int Limit = 63;

    /// <summary>
    /// Biases are whole multiples of the weights' scale times the activations'. For a channel of tiny weights the multiple must still
    /// fit into 32 bits.
    /// </summary>
    private const double MaximumBias = 1 << 30;

    private const float SmallestScale = 1e-30f;

    /// <summary>Weights for sums of integers.</summary>
    /// <param name="weights">[channels, weights per channel].</param>
    /// <param name="biases">[channels].</param>
    /// <param name="activations">The scale of what the weights are multiplied with.</param>
    public static EightBitWeights Of(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, float activations)
    {
        var scales = SmallestScales(weights, biases.Length, Limit);
        for (var channel = 0; channel < scales.Length; channel++)
        {
            var forBias = (float)(Math.Abs(biases[channel]) / (activations * MaximumBias));
            scales[channel] = Math.Max(scales[channel], forBias);
        }

        return Round(weights, scales, Limit);
    }

    /// <summary>Weights that are multiplied by their scales before anything else.</summary>
    /// <param name="weights">[channels, weights per channel].</param>
    /// <param name="channels">How many channels there are.</param>
    /// <param name="limit">The largest value.</param>
    public static EightBitWeights Of(ReadOnlySpan<float> weights, int channels, int limit) =>
        Round(weights, SmallestScales(weights, channels, limit), limit);

    /// <summary>The biases as multiples of the scale of the sums.</summary>
    public int[] Biases(ReadOnlySpan<float> biases, float activations)
    {
        var multiples = new int[biases.Length];
        for (var channel = 0; channel < multiples.Length; channel++)
        {
            multiples[channel] = (int)Math.Round(biases[channel] / ((double)activations * Scales[channel]));
        }

        return multiples;
    }

    /// <summary>With which the largest weight of each channel is the largest value.</summary>
    private static float[] SmallestScales(ReadOnlySpan<float> weights, int channels, int limit)
    {
        var size = weights.Length / channels;
        var scales = new float[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            var largest = Math.Abs(TensorPrimitives.MaxMagnitude(weights.Slice(channel * size, size)));
            scales[channel] = Math.Max(SmallestScale, largest / limit);
        }

        return scales;
    }

    private static EightBitWeights Round(ReadOnlySpan<float> weights, float[] scales, int limit)
    {
        var size = weights.Length / scales.Length;
        var values = new sbyte[weights.Length];
        for (var channel = 0; channel < scales.Length; channel++)
        {
            var start = channel * size;
            SumPreservingRounding.Round(weights.Slice(start, size), scales[channel], limit, values.AsSpan(start, size));
        }

        return new EightBitWeights(values, scales);
    }
}
