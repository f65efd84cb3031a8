using System.Buffers.Binary;
using System.Text;

namespace CamFunctions.Tests.Shared.Imaging;

/// <summary>
/// A colour profile of grey values that are proportional to light (ICC.1:2001-04): of the white point and the curve, which is a line.
/// </summary>
internal static class GreyProfile
{
    private const int HeaderLength = 128;
    private const int EntryLength = 12;
    private const uint Version = 0x02400000;

    /// <summary>Numbers with 16 bits behind the point.</summary>
    private static readonly int[] WhiteD50 = [0xf6d6, 0x10000, 0xd32d];

    public static byte[] Linear()
    {
        byte[] white = [.. Text("XYZ "), .. Number(0), .. WhiteD50.SelectMany(value => Number((uint)value))];
        byte[] line = [.. Text("curv"), .. Number(0), .. Number(0)];
        var first = HeaderLength + sizeof(uint) + (2 * EntryLength);
        byte[] header =
        [
            .. Number((uint)(first + white.Length + line.Length)), .. Number(0), .. Number(Version),
            .. Text("mntrGRAYXYZ "), .. new byte[12],
            .. Text("acsp"), .. new byte[28], .. WhiteD50.SelectMany(value => Number((uint)value)), .. new byte[48],
        ];
        return
        [
            .. header, .. Number(2),
            .. Text("wtpt"), .. Number((uint)first), .. Number((uint)white.Length),
            .. Text("kTRC"), .. Number((uint)(first + white.Length)), .. Number((uint)line.Length),
            .. white, .. line,
        ];
    }

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Number(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
