using System.Buffers.Binary;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Finds in a TIFF what its numbers mean (TIFF 6.0, tag 262). libvips 8.18 does not open one of eight bits in CIE L*a*b* ("bad labq
/// format"), but it does open the same file as RGB.
/// </summary>
internal static class TiffPhotometric
{
    private const int Tag = 262;
    private const int Rgb = 2;
    private const int Lab = 8;

    /// <summary>The file, or where it is in CIE L*a*b*, a copy that says it is RGB.</summary>
    public static byte[] WithoutLab(byte[] file)
    {
        if (Position(file) is not { } at || Number(file, at, sizeof(ushort)) != Lab)
        {
            return file;
        }

        var copy = (byte[])file.Clone();
        copy[IsLittleEndian(file) ? at : at + 1] = Rgb;
        return copy;
    }

    /// <summary>Where the value is in the first directory.</summary>
    private static int? Position(ReadOnlySpan<byte> file)
    {
        // BigTIFF has the same with wider numbers.
        var isBig = file.Length > 4 && (file[2] == 43 || file[3] == 43);
        var (wide, narrow) = isBig ? (sizeof(ulong), sizeof(ulong)) : (sizeof(uint), sizeof(ushort));
        var entryLength = (2 * sizeof(ushort)) + (2 * wide);
        if (Number(file, isBig ? 8 : 4, wide) is not { } directory || Number(file, directory, narrow) is not { } entries)
        {
            return null;
        }

        for (var (entry, at) = (0L, directory + narrow); entry < entries && at + entryLength <= file.Length; entry++, at += entryLength)
        {
            if (Number(file, at, sizeof(ushort)) == Tag)
            {
                return (int)at + (2 * sizeof(ushort)) + wide;
            }
        }

        return null;
    }

    /// <returns><see langword="null"/> if it is not in the file.</returns>
    private static long? Number(ReadOnlySpan<byte> file, long at, int length)
    {
        if (at < 0 || at > file.Length - length)
        {
            return null;
        }

        Span<byte> number = stackalloc byte[sizeof(long)];
        number.Clear();
        if (IsLittleEndian(file))
        {
            file.Slice((int)at, length).CopyTo(number);
            return BinaryPrimitives.ReadInt64LittleEndian(number);
        }

        file.Slice((int)at, length).CopyTo(number[^length..]);
        return BinaryPrimitives.ReadInt64BigEndian(number);
    }

    private static bool IsLittleEndian(ReadOnlySpan<byte> file) => file[0] == 'I';
}
