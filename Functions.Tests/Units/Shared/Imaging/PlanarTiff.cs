using System.Buffers.Binary;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Tests.Shared.Imaging;

/// <summary>A TIFF whose colours are in planes (TIFF 6.0, PlanarConfiguration 2), which libvips does not write.</summary>
internal static class PlanarTiff
{
    private const int EntryLength = 12;
    private const int Short = 3;
    private const int Long = 4;

    public static byte[] Of(RgbImage image)
    {
        var plane = image.Width * image.Height;
        (int Tag, int Type, int[] Values)[] entries =
        [
            (256, Long, [image.Width]),
            (257, Long, [image.Height]),
            (258, Short, [8, 8, 8]),
            (259, Short, [1]),
            (262, Short, [2]),
            (273, Long, [0, plane, 2 * plane]),
            (277, Short, [3]),
            (278, Long, [image.Height]),
            (279, Long, [plane, plane, plane]),
            (284, Short, [2]),
        ];
        var directory = 8 + 2 + (entries.Length * EntryLength) + 4;
        var arrays = entries.Where(entry => entry.Values.Length > 1).Sum(entry => entry.Values.Length * sizeof(int));
        var file = new byte[directory + arrays + (3 * plane)];
        new byte[] { (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, (byte)entries.Length }.CopyTo(file, 0);
        var (at, array) = (10, directory);
        foreach (var (tag, type, values) in entries)
        {
            var numbers = tag == 273 ? Array.ConvertAll(values, offset => offset + directory + arrays) : values;
            Write16(at, tag);
            Write16(at + 2, type);
            Write32(at + 4, numbers.Length);
            Write32(at + 8, numbers.Length == 1 ? numbers[0] : array);
            for (var index = 0; numbers.Length > 1 && index < numbers.Length; index++)
            {
                if (type == Short)
                {
                    Write16(array + (index * sizeof(short)), numbers[index]);
                }
                else
                {
                    Write32(array + (index * sizeof(int)), numbers[index]);
                }
            }

            (at, array) = (at + EntryLength, array + (numbers.Length > 1 ? numbers.Length * sizeof(int) : 0));
        }

        for (var value = 0; value < image.Pixels.Length; value++)
        {
            file[directory + arrays + (value % 3 * plane) + (value / 3)] = image.Pixels[value];
        }

        return file;

        void Write16(int position, int number) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(position), (ushort)number);
        void Write32(int position, int number) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(position), number);
    }
}
