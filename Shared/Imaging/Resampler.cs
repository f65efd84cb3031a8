using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CamFunctions.Shared.Imaging;

/// <summary>Reduces RGB pixels, each output row first down, then across, in single precision. For one thread.</summary>
/// <param name="across">The resampling of columns.</param>
/// <param name="down">The resampling of rows.</param>
internal sealed class Resampler(ResamplingAxis across, ResamplingAxis down)
{
    /// <summary>For fewer output pixels, a second thread would cost more time than it saves.</summary>
    private const int PixelsPerThread = 40_000;

    // Pixels are read and written as four values: one more fits after the last pixel.
    private readonly float[] row = new float[(across.Source * RgbImage.Bands) + 1];
    private readonly byte[] bytes = new byte[(across.First.Length * RgbImage.Bands) + 1];

    /// <param name="image">The source.</param>
    /// <param name="across">The resampling of its columns.</param>
    /// <param name="down">The resampling of its rows.</param>
    public static RgbImage Reduce(RgbImage image, ResamplingAxis across, ResamplingAxis down)
    {
        var source = new RowWindow(image.Pixels, image.Width * RgbImage.Bands);
        var target = RgbImage.Uninitialized(across.First.Length, down.First.Length);
        Strips.Run(target.Height, target.Width * target.Height / PixelsPerThread, (first, end) =>
            new Resampler(across, down).ReduceRows(source, target.Pixels, first, end));
        return target;
    }

    /// <summary>Makes the rows [first, end) of the target.</summary>
    public void ReduceRows(RowWindow source, Span<byte> target, int first, int end)
    {
        var length = across.First.Length * RgbImage.Bands;
        for (var y = first; y < end; y++)
        {
            Down(
                source.Rows(down.First[y], down.Taps),
                down.Weights.AsSpan(y * down.Taps, down.Taps),
                row.AsSpan(0, across.Source * RgbImage.Bands));
            Across(row, across, bytes);
            bytes.AsSpan(0, length).CopyTo(target[(y * length)..]);
        }
    }

    /// <summary>The weighted sum of as many rows as there are weights.</summary>
    private static void Down(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, Span<float> sum)
    {
        if (sum.Length < Vector<byte>.Count)
        {
            DownOneByOne(rows, weights, sum);
            return;
        }

        ref var pixels = ref MemoryMarshal.GetReference(rows);
        ref var sums = ref MemoryMarshal.GetReference(sum);
        var last = sum.Length - Vector<byte>.Count;
        for (var x = 0; x < sum.Length; x += Vector<byte>.Count)
        {
            // The last vector overlaps the one before.
            var at = Math.Min(x, last);
            var (first, second, third, fourth) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            for (var tap = 0; tap < weights.Length; tap++)
            {
                var weight = new Vector<float>(weights[tap]);
                Vector.Widen(Vector.LoadUnsafe(ref pixels, (nuint)((tap * sum.Length) + at)), out var low, out var high);
                Vector.Widen(low, out var one, out var two);
                Vector.Widen(high, out var three, out var four);
                first = Vector.MultiplyAddEstimate(Vector.ConvertToSingle(Vector.AsVectorInt32(one)), weight, first);
                second = Vector.MultiplyAddEstimate(Vector.ConvertToSingle(Vector.AsVectorInt32(two)), weight, second);
                third = Vector.MultiplyAddEstimate(Vector.ConvertToSingle(Vector.AsVectorInt32(three)), weight, third);
                fourth = Vector.MultiplyAddEstimate(Vector.ConvertToSingle(Vector.AsVectorInt32(four)), weight, fourth);
            }

            first.StoreUnsafe(ref sums, (nuint)at);
            second.StoreUnsafe(ref sums, (nuint)(at + Vector<float>.Count));
            third.StoreUnsafe(ref sums, (nuint)(at + (2 * Vector<float>.Count)));
            fourth.StoreUnsafe(ref sums, (nuint)(at + (3 * Vector<float>.Count)));
        }
    }

    private static void DownOneByOne(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, Span<float> sum)
    {
        for (var x = 0; x < sum.Length; x++)
        {
            sum[x] = 0;
            for (var tap = 0; tap < weights.Length; tap++)
            {
                sum[x] += rows[(tap * sum.Length) + x] * weights[tap];
            }
        }
    }

    /// <summary>Resamples a row; the fourth value of each vector belongs to the next pixel and is overwritten with it.</summary>
    private static void Across(float[] row, ResamplingAxis across, byte[] pixels)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(row);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(across.Weights);
        ref var output = ref MemoryMarshal.GetArrayDataReference(pixels);
        var taps = across.Taps;
        for (var x = 0; x < across.First.Length; x++)
        {
            // Two sums, because the second addition to one would have to wait for the first.
            var (sum, otherSum) = (Vector128.Create(0.5f), Vector128<float>.Zero);
            var (at, weight) = (across.First[x] * RgbImage.Bands, x * taps);
            for (var end = weight + taps - 1; weight < end; weight += 2, at += 2 * RgbImage.Bands)
            {
                sum = Vector128.MultiplyAddEstimate(
                    Vector128.LoadUnsafe(ref values, (nuint)at), Vector128.Create(Unsafe.Add(ref weights, weight)), sum);
                otherSum = Vector128.MultiplyAddEstimate(
                    Vector128.LoadUnsafe(ref values, (nuint)(at + RgbImage.Bands)),
                    Vector128.Create(Unsafe.Add(ref weights, weight + 1)),
                    otherSum);
            }

            if (taps % 2 > 0)
            {
                sum = Vector128.MultiplyAddEstimate(
                    Vector128.LoadUnsafe(ref values, (nuint)at), Vector128.Create(Unsafe.Add(ref weights, weight)), sum);
            }

            sum += otherSum;
            // The filter overshoots at edges.
            var levels = Vector128.ConvertToInt32(Vector128.Clamp(sum, Vector128<float>.Zero, Vector128.Create(255.5f))).AsUInt32();
            var packed = Vector128.Narrow(Vector128.Narrow(levels, levels), Vector128<ushort>.Zero).AsUInt32().ToScalar();
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref output, x * RgbImage.Bands), packed);
        }
    }
}
