using System.Buffers.Binary;

namespace CamFunctions.Shared.Imaging;

/// <summary>Reads from a JPEG how many coefficients its components have (ITU-T T.81, B.2.2).</summary>
internal static class JpegFrame
{
    private const int MarkerLength = 2;

    /// <summary>Positions behind the marker: the number of components, and the sampling factors of the first.</summary>
    private const int ComponentsAt = 7;
    private const int SamplingAt = 9;
    private const int ComponentLength = 3;

    /// <returns>Coefficients per pixel: 3 for colours at full size, 1.5 for those at half; 4, the most, if there is no frame.</returns>
    public static double CoefficientsPerPixel(ReadOnlySpan<byte> file)
    {
        const double Most = 4;
        // 0xFF, marker, and the length of the segment with itself.
        for (var at = MarkerLength; at + (2 * MarkerLength) <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            var segment = file[(at + MarkerLength)..];
            if (IsFrame(marker))
            {
                return Math.Min(Most, Coefficients(segment) ?? Most);
            }

            // Bytes of 0xFF may fill the space between segments.
            at += marker == 0xFF ? 1 : MarkerLength + BinaryPrimitives.ReadUInt16BigEndian(segment);
        }

        return Most;
    }

    /// <summary>SOF markers: 0xC0 to 0xCF except DHT (C4), JPG (C8) and DAC (CC).</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static double? Coefficients(ReadOnlySpan<byte> segment)
    {
        var count = segment.Length > ComponentsAt ? segment[ComponentsAt] : 0;
        var (sum, across, down) = (0, 1, 1);
        for (var component = 0; component < count; component++)
        {
            var at = SamplingAt + (component * ComponentLength);
            if (at >= segment.Length)
            {
                return null;
            }

            var (horizontal, vertical) = (segment[at] >> 4, segment[at] & 0xF);
            (sum, across, down) = (sum + (horizontal * vertical), Math.Max(across, horizontal), Math.Max(down, vertical));
        }

        return sum == 0 ? null : (double)sum / (across * down);
    }
}
