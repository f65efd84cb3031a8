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
        if (TiffDirectory.Number(file, Tag) != Lab || TiffDirectory.LowByte(file, Tag) is not { } at)
        {
            return file;
        }

        var copy = (byte[])file.Clone();
        copy[at] = Rgb;
        return copy;
    }
}
