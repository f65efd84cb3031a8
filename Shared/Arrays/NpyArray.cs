using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CamFunctions.Shared.Activation;

namespace CamFunctions.Shared.Arrays;

/// <summary>
/// Writes maps as NumPy arrays of two dimensions, float32
/// (<see href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"/>).
/// </summary>
public static class NpyArray
{
    /// <summary>Of the whole header, which NumPy wants aligned to 64 bytes: one line of them is enough for any two sides.</summary>
    private const int HeaderLength = 128;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Writes a map on its own grid, [rows, columns].</summary>
    public static void WriteGrid(Stream file, ActivationMap map)
    {
        WriteHeader(file, map.Rows, map.Columns);
        file.Write(MemoryMarshal.AsBytes<float>(map.Values));
    }

    /// <summary>Writes a map up-sampled to the image, [height, width]; NaN where the network saw nothing.</summary>
    public static void WriteImage(Stream file, MapOverImage map)
    {
        WriteHeader(file, map.Height, map.Width);
        map.ForEachRow((_, values) => file.Write(MemoryMarshal.AsBytes<float>(values)));
    }

    /// <summary>Every platform of .NET 10 stores numbers with the low byte first.</summary>
    private static void WriteHeader(Stream file, int rows, int columns)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
        var length = HeaderLength - Magic.Length - sizeof(ushort);
        file.Write(Magic);
        file.Write([(byte)length, 0]);
        file.Write(Encoding.ASCII.GetBytes($"{text.PadRight(length - 1)}\n"));
    }
}
