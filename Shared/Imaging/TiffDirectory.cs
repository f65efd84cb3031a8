using System.Buffers.Binary;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// The directories of a TIFF or BigTIFF (TIFF 6.0, section 2): one for each page, of which the first describes the image that is read.
/// </summary>
internal static class TiffDirectory
{
    private const int Short = 3;
    private const int Long = 4;

    /// <summary>The first value of a field that is a whole number.</summary>
    /// <returns><see langword="null"/> if the directory does not have it.</returns>
    public static long? Number(ReadOnlySpan<byte> file, int tag) =>
        Field(file, tag) is { } field ? Number(file, field.At, field.Length) : null;

    /// <summary>The position in the file of that number's least significant byte.</summary>
    /// <returns><see langword="null"/> if the directory does not have it.</returns>
    public static int? LowByte(ReadOnlySpan<byte> file, int tag) =>
        Field(file, tag) is { } field ? field.At + (IsLittleEndian(file) ? 0 : field.Length - 1) : null;

    /// <summary>Whether a file has more directories than a maximum. Of those in a circle each counts once.</summary>
    public static bool IsMoreThan(ReadOnlySpan<byte> file, int maximum)
    {
        var (wide, narrow, entry) = Widths(file);
        var seen = new HashSet<long>();
        var next = First(file);
        while (next is { } directory and not 0 && seen.Add(directory) && seen.Count <= maximum)
        {
            next = Number(file, directory, narrow) is { } entries ? Number(file, directory + narrow + (entries * entry), wide) : null;
        }

        return seen.Count > maximum;
    }

    private static bool IsLittleEndian(ReadOnlySpan<byte> file) => file[0] == 'I';

    /// <summary>BigTIFF has the same structure with wider numbers.</summary>
    private static bool IsBig(ReadOnlySpan<byte> file) => file.Length > 4 && (file[2] == 43 || file[3] == 43);

    /// <summary>The lengths of positions, of the number of entries in a directory, and of an entry.</summary>
    private static (int Wide, int Narrow, int Entry) Widths(ReadOnlySpan<byte> file)
    {
        var (wide, narrow) = IsBig(file) ? (sizeof(ulong), sizeof(ulong)) : (sizeof(uint), sizeof(ushort));
        return (wide, narrow, (2 * sizeof(ushort)) + (2 * wide));
    }

    private static long? First(ReadOnlySpan<byte> file) =>
        IsBig(file) ? Number(file, 8, sizeof(ulong)) : Number(file, 4, sizeof(uint));

    private static (int At, int Length)? Field(ReadOnlySpan<byte> file, int tag)
    {
        var (wide, narrow, length) = Widths(file);
        if (First(file) is not { } directory || Number(file, directory, narrow) is not { } entries)
        {
            return null;
        }

        for (var (entry, at) = (0L, directory + narrow); entry < entries && at + length <= file.Length; entry++, at += length)
        {
            if (Number(file, at, sizeof(ushort)) != tag)
            {
                continue;
            }

            // Behind the number of values are the values, or if they are longer than this field, where they are.
            var value = (int)at + (2 * sizeof(ushort)) + wide;
            return Number(file, at + sizeof(ushort), sizeof(ushort)) switch
            {
                Short => (value, sizeof(ushort)),
                Long => (value, sizeof(uint)),
                _ => null,
            };
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
}
