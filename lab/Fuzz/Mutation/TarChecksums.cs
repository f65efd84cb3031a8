using System.Text;

namespace CamFunctions.Fuzz.Mutation;

/// <summary>Corrects the checksums of tar headers (POSIX.1-2017, pax, ustar interchange format).</summary>
internal static class TarChecksums
{
    private const int BlockLength = 512;
    private const int ChecksumAt = 148;
    private const int ChecksumLength = 8;
    private const int MagicAt = 257;

    public static byte[] Correct(byte[] tar)
    {
        var corrected = (byte[])tar.Clone();
        for (var at = 0; at + BlockLength <= tar.Length; at += BlockLength)
        {
            var header = corrected.AsSpan(at, BlockLength);
            if (header[MagicAt..].StartsWith("ustar"u8))
            {
                var checksum = header.Slice(ChecksumAt, ChecksumLength);
                checksum.Fill((byte)' ');
                var sum = 0;
                foreach (var value in header)
                {
                    sum += value;
                }

                Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(ChecksumLength - 2, '0')}\0 ").CopyTo(checksum);
            }
        }

        return corrected;
    }
}
