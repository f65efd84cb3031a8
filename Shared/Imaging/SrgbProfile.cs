using System.Collections.Concurrent;
using System.Security.Cryptography;
using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Finds out whether an ICC profile describes sRGB, as most do. Setting up a conversion takes as long as decoding a photograph of
/// 500 x 375 pixels, so an unnecessary one is worth avoiding.
/// </summary>
internal static class SrgbProfile
{
    /// <summary>The name of libvips' built-in profile.</summary>
    public const string Name = "srgb";

    /// <summary>The name of the field with the bytes of an image's profile.</summary>
    public const string Field = "icc-profile-data";

    private const int Greys = 256;
    private const int StepsPerBand = 16;

    /// <summary>The profiles of various manufacturers differ from each other by rounding.</summary>
    private const int Tolerance = 1;

    /// <summary>Cameras and programs use few profiles; a client that uploads more must not fill the memory.</summary>
    private const int MaximumKnown = 256;

    private static readonly byte[] TestColors = MakeTestColors();
    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    /// <param name="profile">The profile of an RGB image.</param>
    /// <returns>Whether converting with the profile changes no colour by more than rounding.</returns>
    public static bool IsSrgb(byte[] profile)
    {
        var hash = Convert.ToHexString(SHA256.HashData(profile));
        if (!Known.TryGetValue(hash, out var isSrgb))
        {
            isSrgb = KeepsColors(profile);
            if (Known.Count < MaximumKnown)
            {
                Known[hash] = isSrgb;
            }
        }

        return isSrgb;
    }

    /// <summary>Converts colours from a profile to sRGB, as an image that has the profile is converted.</summary>
    /// <exception cref="VipsException">The profile is damaged.</exception>
    public static Image Convert8Bit(Image image, byte[] profile)
    {
        using var colors = image.Copy(interpretation: Enums.Interpretation.Srgb);
        using var labelled = colors.Mutate(mutable => mutable.Set(GValue.BlobType, Field, profile));
        return labelled.IccTransform(Name, intent: Enums.Intent.Perceptual, embedded: true, depth: 8);
    }

    private static bool KeepsColors(byte[] profile)
    {
        using var colors = Image.NewFromMemory(TestColors, TestColors.Length / RgbImage.Bands, 1, RgbImage.Bands, Enums.BandFormat.Uchar);
        try
        {
            using var converted = Convert8Bit(colors, profile);
            return converted.WriteToMemory<byte>().Zip(TestColors).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance);
        }
        catch (VipsException)
        {
            // The conversion of the image itself decides what becomes of a damaged profile.
            return false;
        }
    }

    /// <summary>All greys, and a grid over all colours.</summary>
    private static byte[] MakeTestColors()
    {
        var levels = Enumerable.Range(0, StepsPerBand + 1).Select(step => (byte)(step * byte.MaxValue / StepsPerBand)).ToArray();
        return
        [
            .. Enumerable.Range(0, Greys).SelectMany(level => Enumerable.Repeat((byte)level, RgbImage.Bands)),
            .. from red in levels from green in levels from blue in levels from level in (byte[])[red, green, blue] select level,
        ];
    }
}
