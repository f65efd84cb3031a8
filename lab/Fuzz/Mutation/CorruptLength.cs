using System.Buffers.Binary;

namespace CamFunctions.Fuzz.Mutation;

/// <summary>Replaces whole numbers of two, four or eight bytes, in which most formats have lengths, sizes and offsets.</summary>
internal static class CorruptLength
{
    private static readonly int[] Widths = [2, 4, 4, 8];

    /// <summary>Writes a number that a length, a size or an offset should not be.</summary>
    public static byte[] Overwrite(byte[] input, Random random) => Replace(input, random, _ => Interesting(input, random));

    /// <summary>Makes a number that may be a length a little larger or smaller than it should be.</summary>
    public static byte[] Shift(byte[] input, Random random) => Replace(input, random, number => number + random.Next(-16, 17));

    private static long Interesting(byte[] input, Random random) => random.Next(12) switch
    {
        0 => 0,
        1 => 1,
        2 => -1,
        3 => int.MaxValue,
        4 => int.MinValue,
        5 => short.MaxValue,
        6 => ushort.MaxValue,
        7 => long.MaxValue,
        8 => input.Length,
        9 => input.Length - random.Next(input.Length + 1),
        10 => 1L << random.Next(63),
        _ => (1L << random.Next(63)) - 1,
    };

    private static byte[] Replace(byte[] input, Random random, Func<long, long> change)
    {
        var changed = (byte[])input.Clone();
        var width = Math.Min(Widths[random.Next(Widths.Length)], input.Length);
        var place = changed.AsSpan(random.Next(input.Length - width + 1), width);
        Span<byte> number = stackalloc byte[sizeof(long)];
        number.Clear();
        if (random.Next(2) == 0)
        {
            place.CopyTo(number);
            BinaryPrimitives.WriteInt64LittleEndian(number, change(BinaryPrimitives.ReadInt64LittleEndian(number)));
            number[..width].CopyTo(place);
        }
        else
        {
            place.CopyTo(number[^width..]);
            BinaryPrimitives.WriteInt64BigEndian(number, change(BinaryPrimitives.ReadInt64BigEndian(number)));
            number[^width..].CopyTo(place);
        }

        return changed;
    }
}
