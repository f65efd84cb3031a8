namespace CamFunctions.Shared.Imaging;

/// <summary>The kinds of pixels in files, as far as they decide how a file is decoded.</summary>
public enum PixelKind
{
    /// <summary>Palettes, transparency, more than eight bits, CMYK and others.</summary>
    Other,

    /// <summary>Red, green and blue in eight bits, without transparency.</summary>
    Rgb,

    /// <summary>Grey values in eight bits, without transparency.</summary>
    Grey,

    /// <summary>A TIFF in CIE L*a*b* with eight bits.</summary>
    Lab8,

    /// <summary>A TIFF in CIE L*a*b* with more than eight bits, or in whole numbers of 32 bits.</summary>
    DeepTiff,
}
