using System.Numerics.Tensors;

namespace CamFunctions.Model.Quantization;

/// <summary>Weights in signed bytes, symmetric around zero, with a scale per output channel.</summary>
/// <param name="Values">[channels, weights per channel], from -<see cref="Limit"/> to <see cref="Limit"/>.</param>
/// <param name="Scales">[channels].</param>
public sealed record EightBitWeights(sbyte[] Values, float[] Scales)
{
    /// <summary>
    /// Seven bits. Processors without VNNI add two products of an unsigned and a signed byte in 16 bits: 2 * 255 * 63 = 32,130 is below
    /// 32,768, where the sum would saturate.
    /// </summary>
    public const int Limit = 63;

    /// <summary>
    /// Biases are whole multiples of the weights' scale times the activations'. For a channel of tiny weights the multiple must still
    /// fit into 32 bits.
    /// </summary>
    private const double MaximumBias = 1 << 30;

    private const float SmallestScale = 1e-30f;

    /// <param name="weights">[channels, weights per channel].</param>
    /// <param name="biases">[channels].</param>
    /// <param name="activations">The scale of what the weights are multiplied with.</param>
    public static EightBitWeights Of(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, float activations)
    {
        var channels = biases.Length;
        var size = weights.Length / channels;
        var values = new sbyte[weights.Length];
        var scales = new float[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            var row = weights.Slice(channel * size, size);
            var forWeights = Math.Abs(TensorPrimitives.MaxMagnitude(row)) / Limit;
            var forBias = (float)(Math.Abs(biases[channel]) / (activations * MaximumBias));
            scales[channel] = Math.Max(SmallestScale, Math.Max(forWeights, forBias));
            SumPreservingRounding.Round(row, scales[channel], Limit, values.AsSpan(channel * size, size));
        }

        return new EightBitWeights(values, scales);
    }

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
}
