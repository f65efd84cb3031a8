using CamFunctions.Shared.Imaging;
using NetVips;

namespace CamFunctions.Fuzz.Seeds;

/// <summary>Small images in every format and many of their variants.</summary>
internal static class ImageSeeds
{
    private const int Width = 72;
    private const int Height = 40;
    private const int Orientation = 6;

    /// <summary>Savers with their options, for images of different kinds.</summary>
    private static readonly (string Kind, string Suffix)[] Variants =
    [
        ("rgb", ".jpg[Q=60]"), ("rgb", ".jpg[interlace,Q=40]"), ("grey", ".jpg"), ("cmyk", ".jpg[keep=none]"), ("rotated", ".jpg"),
        ("profile", ".jpg"),
        ("rgb", ".jpg[restart_interval=2]"), ("rgb", ".png[compression=0]"), ("rgb", ".png[interlace]"), ("alpha", ".png"),
        ("deep", ".png"),
        ("rgb", ".png[palette]"), ("grey", ".png[bitdepth=1]"), ("profile", ".png"), ("rotated", ".png"),
        ("rgb", ".webp[Q=40]"), ("alpha", ".webp[lossless]"), ("frames", ".webp"), ("rotated", ".webp"),
        ("rgb", ".gif"), ("alpha", ".gif"), ("frames", ".gif"), ("frames", ".gif[interlace]"),
        ("rgb", ".tif"), ("rgb", ".tif[compression=lzw,predictor=horizontal]"), ("deep", ".tif[compression=deflate]"),
        ("rgb", ".tif[compression=jpeg,tile,tile_width=32,tile_height=16]"),
        ("rgb", ".tif[bigtiff,tile,pyramid,tile_width=16,tile_height=16]"),
        ("float", ".tif"), ("cmyk", ".tif[keep=none]"), ("alpha", ".tif[compression=packbits]"), ("lab", ".tif"),
        ("grey", ".tif[bitdepth=1]"),
        ("grey", ".tif[compression=ccittfax4,bitdepth=1]"), ("rotated", ".tif"), ("frames", ".tif"), ("profile", ".tif"),
        ("rgb", ".tif[compression=webp]"), ("rgb", ".tif[compression=zstd]"),
        ("rgb", ".avif[Q=30,effort=0]"), ("alpha", ".avif[lossless,effort=0]"), ("profile", ".avif[effort=0]"),
    ];

    public static IReadOnlyList<byte[]> All { get; } = [.. Variants.SelectMany(variant => Encode(variant.Kind, variant.Suffix))];

    /// <returns>None where this build of libvips can't write the variant.</returns>
    private static IEnumerable<byte[]> Encode(string kind, string suffix)
    {
        try
        {
            using var image = Of(kind);
            return [image.WriteToBuffer(suffix)];
        }
        catch (VipsException)
        {
            return [];
        }
    }

    private static Image Of(string kind)
    {
        var colours = Colours();
        return kind switch
        {
            "grey" => colours.Colourspace(Enums.Interpretation.Bw),
            "cmyk" => colours.Colourspace(Enums.Interpretation.Cmyk),
            "lab" => colours.Colourspace(Enums.Interpretation.Lab),
            "float" => colours.Cast(Enums.BandFormat.Float),
            "deep" => (colours * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16),
            "alpha" => colours.Bandjoin(Image.Xyz(Width, Height)[0].Cast(Enums.BandFormat.Uchar)),
            "rotated" => colours.Mutate(image => image.Set(GValue.GIntType, "orientation", Orientation)),
            "profile" => colours.IccTransform("p3", inputProfile: SrgbProfile.Name),
            "frames" => colours.Mutate(image => image.Set(GValue.GIntType, "page-height", Height / 2)),
            _ => colours,
        };
    }

    /// <summary>A colour that changes in both directions, with an edge, so that no part is like another.</summary>
    private static Image Colours()
    {
        var x = Image.Xyz(Width, Height)[0];
        var y = Image.Xyz(Width, Height)[1];
        return (x * 3).Bandjoin(y * 6, ((x - y) > 10) / 2 + (x * 2))
            .Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
