namespace CamFunctions.Model.Quantization;

/// <summary>How a tensor of activations is stored in unsigned bytes q: value = Scale * (q - ZeroPoint).</summary>
/// <param name="Scale">The distance between two neighbouring values.</param>
/// <param name="ZeroPoint">The byte that stands for 0, so that zero padding is exact.</param>
public readonly record struct EightBitScale(float Scale, byte ZeroPoint)
{
    private const int Steps = byte.MaxValue;

    /// <summary>Keeps a tensor of nothing but zeros from having no scale.</summary>
    private const double SmallestRange = 1e-6;

    /// <summary>The scale for values in a range. Values outside of it become its ends.</summary>
    /// <remarks>
    /// The scale is rounded down, so that the largest value does not exceed the maximum: ONNX Runtime takes out a Clip
    /// before the quantisation only if no stored value would be clipped.
    /// </remarks>
    public static EightBitScale Of(ValueRange values)
    {
        var (minimum, maximum) = (Math.Min(values.Minimum, 0), Math.Max(values.Maximum, 0));
        var range = Math.Max(maximum - minimum, SmallestRange);
        var scale = (float)(range / Steps);
        if (scale * Steps > range)
        {
            scale = MathF.BitDecrement(scale);
        }

        return new EightBitScale(scale, (byte)Math.Round(-minimum / scale));
    }
}
