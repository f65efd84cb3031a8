using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Seeds;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Fuzz.Targets;

/// <summary>The signature and the header of an image, with the limits that apply by default.</summary>
internal sealed class HeaderTarget : IFuzzTarget
{
    private static readonly ImageLimits Limits = new(MaxBytes: 1 << 20, MaxPixels: 50_000_000);

    public string Name => "header";

    public IReadOnlyList<byte[]> Seeds => ImageSeeds.All;

    public IReadOnlyList<string> Words => ImageWords.All;

    public int Share => 2;

    public byte[] Repair(byte[] input) => PngChecksums.Correct(input);

    public void Run(byte[] input)
    {
        var start = input.AsSpan(0, Math.Min(input.Length, ImageSignature.Length));
        if (ImageSignature.Detect(start) != ImageSignature.Detect(input))
        {
            throw new UnexpectedResultException("The format depends on bytes behind those that the signature needs.");
        }

        try
        {
            var header = ImageHeaderReader.Read(input, Limits);
            if (header is not { StoredWidth: > 0, StoredHeight: > 0, ExifOrientation: >= 1 and <= 8, Frames: > 0 }
                || (long)header.Width * header.Height > Limits.MaxPixels)
            {
                throw new UnexpectedResultException("The header is not that of an image within the limits.");
            }
        }
        catch (RejectedImageException)
        {
            // Refused as documented.
        }
    }
}
