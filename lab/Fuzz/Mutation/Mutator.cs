namespace CamFunctions.Fuzz.Mutation;

/// <summary>Changes inputs without knowing what they mean.</summary>
/// <param name="seeds">What parts of other inputs are taken from.</param>
/// <param name="words">Names and numbers that have a meaning in the inputs.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> words)
{
    private const int MaximumLength = 1 << 17;
    private const int MaximumPiece = 64;

    public byte[] Mutate(byte[] input, Random random)
    {
        var changed = Change(input, random);
        return changed.Length <= MaximumLength ? changed : changed[..MaximumLength];
    }

    private byte[] Change(byte[] input, Random random) => input.Length == 0 ? Word(random) : random.Next(14) switch
    {
        0 or 1 => FlipBit(input, random),
        2 => SetByte(input, random),
        3 or 4 => CorruptLength.Overwrite(input, random),
        5 => CorruptLength.Shift(input, random),
        6 => input[..random.Next(input.Length)],
        7 => Splice(input, random),
        8 => Insert(input, random.Next(input.Length + 1), Word(random)),
        9 => Overwrite(input, random, Word(random)),
        10 => Duplicate(input, random),
        11 => Delete(input, random),
        12 => Overwrite(input, random, Piece(seeds[random.Next(seeds.Count)], random)),
        _ => Fill(input, random),
    };

    private static byte[] FlipBit(byte[] input, Random random)
    {
        var changed = (byte[])input.Clone();
        changed[random.Next(input.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    private static byte[] SetByte(byte[] input, Random random)
    {
        var changed = (byte[])input.Clone();
        changed[random.Next(input.Length)] = (byte)random.Next(256);
        return changed;
    }

    /// <summary>The beginning of this input and the end of another.</summary>
    private byte[] Splice(byte[] input, Random random)
    {
        var other = seeds[random.Next(seeds.Count)];
        return [.. input.AsSpan(0, random.Next(input.Length + 1)), .. other.AsSpan(random.Next(other.Length + 1))];
    }

    private static byte[] Insert(byte[] input, int at, byte[] piece) => [.. input.AsSpan(0, at), .. piece, .. input.AsSpan(at)];

    private static byte[] Overwrite(byte[] input, Random random, byte[] piece)
    {
        var changed = (byte[])input.Clone();
        var at = random.Next(input.Length);
        piece.AsSpan(0, Math.Min(piece.Length, input.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }

    private static byte[] Duplicate(byte[] input, Random random)
    {
        var piece = Piece(input, random);
        var times = random.Next(8) == 0 ? 1 + random.Next(64) : 1;
        return Insert(input, random.Next(input.Length + 1), [.. Enumerable.Repeat(piece, times).SelectMany(part => part)]);
    }

    private static byte[] Delete(byte[] input, Random random)
    {
        var at = random.Next(input.Length);
        var length = Math.Min(1 + random.Next(MaximumPiece), input.Length - at);
        return [.. input.AsSpan(0, at), .. input.AsSpan(at + length)];
    }

    private static byte[] Fill(byte[] input, Random random)
    {
        var changed = (byte[])input.Clone();
        var at = random.Next(input.Length);
        var length = Math.Min(1 + random.Next(MaximumPiece), input.Length - at);
        changed.AsSpan(at, length).Fill((byte)(random.Next(2) == 0 ? 0 : random.Next(256)));
        return changed;
    }

    private static byte[] Piece(byte[] input, Random random)
    {
        var at = random.Next(input.Length);
        return input.AsSpan(at, Math.Min(1 + random.Next(MaximumPiece), input.Length - at)).ToArray();
    }

    private byte[] Word(Random random) => words.Count == 0 ? [(byte)random.Next(256)] : words[random.Next(words.Count)];
}
