using System.Buffers.Binary;

namespace CamFunctions.Fuzz.Mutation;

/// <summary>Corrects the checksums of PNG chunks (PNG, third edition, section 5.5).</summary>
internal static class PngChecksums
{
    private const int SignatureLength = 8;
    private const int FieldLength = 4;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Enumerable.Range(0, 8).Aggregate(
        (uint)value,
        (crc, _) => (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320))];

    public static byte[] Correct(byte[] png)
    {
        if (!png.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
        {
            return png;
        }

        var corrected = (byte[])png.Clone();
        for (var at = SignatureLength; at + (3 * FieldLength) <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (length > png.Length - at - (3 * FieldLength))
            {
                break;
            }

            var content = corrected.AsSpan(at + FieldLength, FieldLength + (int)length);
            BinaryPrimitives.WriteUInt32BigEndian(corrected.AsSpan(at + (2 * FieldLength) + (int)length), Crc(content));
            at += (3 * FieldLength) + (int)length;
        }

        return corrected;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }
}
