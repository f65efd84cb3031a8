using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Shared.Imaging;

/// <summary>An image of four coloured quarters in every variant that is read, by the names that docs/formats.md has for them.</summary>
internal static class FormatVariants
{
    private const string Gif = ".gif";

    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>(StringComparer.Ordinal)
    {
        ["JPEG, baseline"] = () => Encode(".jpg[Q=95]"),
        ["JPEG, progressive"] = () => Encode(".jpg[Q=95,interlace]"),
        ["JPEG, arithmetic coding"] = () => File("arithmetic.jpg"),
        ["JPEG, several pictures (MPO)"] = () => [.. Encode(".jpg[Q=95]"), .. Encode(".jpg[Q=50]")],
        ["JPEG with a gain map (Ultra HDR)"] = GainMap,
        ["JPEG with an orientation that does not exist"] = () => Encode(".jpg[Q=95]", Labelled("orientation", 9)),
        ["JPEG with EXIF that is not EXIF"] = () => Encode(".jpg[Q=95]", WithBlob("exif-data", "Exif\0\0II, and so on"u8.ToArray())),
        ["PNG, 2 bits"] = () => Encode(".png[palette,bitdepth=2]"),
        ["PNG, 4 bits"] = () => Encode(".png[palette,bitdepth=4]"),
        ["PNG, 8 bits"] = () => Encode(".png"),
        ["PNG, 16 bits"] = () => Encode(".png", quarters => quarters.Colourspace(Enums.Interpretation.Rgb16)),
        ["PNG, interlaced"] = () => Encode(".png[interlace]"),
        ["PNG, palette with transparency"] = () => Encode(".png[palette]", Opaque),
        ["PNG, animated (APNG)"] = Animated,
        ["GIF"] = () => Encode(Gif),
        ["GIF, animated"] = () => Encode(Gif, Frames),
        ["WebP, lossy"] = () => Encode(".webp[Q=95]"),
        ["WebP, lossless"] = () => Encode(".webp[lossless]"),
        ["WebP, animated"] = () => Encode(".webp[lossless]", Frames),
        ["TIFF, 8 bits"] = () => Encode(".tif"),
        ["TIFF, 16 bits"] = () => Encode(".tif", quarters => quarters.Colourspace(Enums.Interpretation.Rgb16)),
        ["TIFF, 32 bits"] = () => Encode(".tif", quarters => (quarters * 16_843_009).Cast(Enums.BandFormat.Uint)),
        ["TIFF, floating point"] = () => Encode(".tif", quarters => quarters.Colourspace(Enums.Interpretation.Scrgb)),
        ["TIFF, planar"] = () => PlanarTiff.Of(Pixels()),
        ["TIFF, BigTIFF"] = () => Encode(".tif[bigtiff]"),
        ["TIFF, tiled, with smaller copies"] = () => Encode(".tif[tile,pyramid,tile_width=32,tile_height=32]"),
        ["TIFF, several pages"] = () => Encode(".tif", Frames),
        ["TIFF, CIE Lab, 8 bits"] = () => Encode(".tif", quarters => quarters.Colourspace(Enums.Interpretation.Lab).Lab2LabQ()),
        ["TIFF, CIE Lab, 16 bits"] = () => Encode(".tif", quarters => quarters.Colourspace(Enums.Interpretation.Lab).Lab2LabS()),
        ["TIFF, CIE Lab, floating point"] = () => Encode(".tif", quarters => quarters.Colourspace(Enums.Interpretation.Lab)),
        ["AVIF, 8 bits"] = () => Encode(".avif[Q=95,effort=1]"),
        ["AVIF, 10 bits"] = () => Encode(".avif[Q=95,effort=1,bitdepth=10]", Deep),
        ["AVIF, 12 bits"] = () => Encode(".avif[Q=95,effort=1,bitdepth=12]", Deep),
        ["AVIF, wide gamut"] = () => Encode(".avif[Q=95,effort=1]", quarters => quarters.IccTransform("p3", inputProfile: "srgb")),
        ["Any format, with a profile of other colours"] = () =>
            Encode(".png", quarters => quarters.IccTransform("p3", inputProfile: "srgb")),
        ["Any format, followed by other bytes"] = () => [.. Encode(".png"), .. "an appended note"u8],
    };

    private static byte[] Encode(string suffix, Func<Image, Image>? change = null)
    {
        using var quarters = TestImages.Quarters();
        using var changed = change?.Invoke(quarters) ?? quarters.Copy();
        return TestImages.Encode(changed, suffix);
    }

    private static byte[] File(string name) =>
        System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TestData", "Formats", name));

    private static RgbImage Pixels()
    {
        using var quarters = TestImages.Quarters();
        return new RgbImage(quarters.Width, quarters.Height, quarters.WriteToMemory<byte>());
    }

    private static Image Opaque(Image quarters) => quarters.Bandjoin(255).Copy(interpretation: Enums.Interpretation.Srgb);

    private static Image Deep(Image quarters) => quarters.Colourspace(Enums.Interpretation.Rgb16);

    /// <summary>The quarters, and a black frame or page.</summary>
    private static Image Frames(Image quarters) => Image
        .Arrayjoin([quarters, TestImages.Plain(quarters.Width, quarters.Height, [0, 0, 0])], across: 1)
        .Mutate(image => image.Set(GValue.GIntType, "page-height", quarters.Height));

    private static Func<Image, Image> Labelled(string field, int value) =>
        quarters => quarters.Mutate(image => image.Set(GValue.GIntType, field, value));

    private static Func<Image, Image> WithBlob(string field, byte[] value) =>
        quarters => quarters.Mutate(image => image.Set(GValue.BlobType, field, value));

    /// <summary>A picture, a note that there is a gain map, and the gain map behind it.</summary>
    private static byte[] GainMap() =>
    [
        .. Encode(
            ".jpg[Q=95]",
            WithBlob("xmp-data", "<x xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'/>"u8.ToArray())),
        .. Encode(".jpg[Q=50]", quarters => quarters.Colourspace(Enums.Interpretation.Bw)),
    ];

    /// <summary>A PNG that says it has two frames, of which the first is the picture itself.</summary>
    private static byte[] Animated()
    {
        var png = Encode(".png");
        var data = png.AsSpan().IndexOf("IDAT"u8) - 4;
        byte[] control = [0, 0, 0, 0, 0, 0, 0, TestImages.Width, 0, 0, 0, TestImages.Height, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0];
        return
        [
            .. png[..data],
            .. TestImages.Chunk("acTL"u8, [0, 0, 0, 2, 0, 0, 0, 0]),
            .. TestImages.Chunk("fcTL"u8, control),
            .. png[data..],
        ];
    }
}
