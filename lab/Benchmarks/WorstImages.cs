using NetVips;

namespace CamFunctions.Benchmarks;

/// <summary>
/// Images as large as the default limits allow, 50 megapixels, in those variants of each format that need the most memory to be decoded.
/// </summary>
internal static class WorstImages
{
    private const int Width = 8160;
    private const int Height = 6120;
    private const int BlockSide = 60;

    /// <summary>File names, and what writes them from 8-bit RGB.</summary>
    private static IReadOnlyDictionary<string, Func<Image, byte[]>> All { get; } = new Dictionary<string, Func<Image, byte[]>>(
        StringComparer.Ordinal)
    {
        ["baseline.jpg"] = image => image.JpegsaveBuffer(subsampleMode: Enums.ForeignSubsample.Off),
        ["baseline-cmyk.jpg"] = image => Cmyk(image).JpegsaveBuffer(subsampleMode: Enums.ForeignSubsample.Off),
        ["progressive-420.jpg"] = image => image.JpegsaveBuffer(interlace: true, subsampleMode: Enums.ForeignSubsample.On),
        ["progressive-444.jpg"] = image => image.JpegsaveBuffer(interlace: true, subsampleMode: Enums.ForeignSubsample.Off),
        ["progressive-cmyk.jpg"] = image => Cmyk(image).JpegsaveBuffer(interlace: true, subsampleMode: Enums.ForeignSubsample.Off),
        ["8-bit.png"] = image => Blocks(image).PngsaveBuffer(compression: 1),
        ["16-bit.png"] = image => Deep(Blocks(image)).PngsaveBuffer(compression: 1),
        ["8-bit-interlaced.png"] = image => Blocks(image).PngsaveBuffer(compression: 1, interlace: true),
        ["16-bit-interlaced.png"] = image => Deep(WithAlpha(Blocks(image))).PngsaveBuffer(compression: 1, interlace: true),
        ["lossy.webp"] = image => image.WebpsaveBuffer(effort: 0),
        ["lossless.webp"] = image => WithAlpha(Smooth(image)).WebpsaveBuffer(lossless: true, effort: 0),
        ["animated.webp"] = image => Frames(Smooth(image)).WebpsaveBuffer(lossless: true, effort: 0),
        ["plain.gif"] = image => Smooth(image).GifsaveBuffer(effort: 1, dither: 0),
        ["interlaced.gif"] = image => Smooth(image).GifsaveBuffer(effort: 1, dither: 0, interlace: true),
        ["animated.gif"] = image => Frames(Smooth(image)).GifsaveBuffer(effort: 1, dither: 0),
        ["deflate.tif"] = image => Smooth(image).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate),
        ["lzw-one-strip.tif"] = image => Smooth(image).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw, tileHeight: Height),
        ["16-bit-cmyk.tif"] = image => DeepCmyk(image).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate),
        ["16-bit-cmyk-one-strip.tif"] = image =>
            DeepCmyk(image).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate, tileHeight: Height),
        ["tiled.tif"] = image => DeepCmyk(image).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate, tile: true),
        ["high-tiles.tif"] = image => DeepCmyk(image).TiffsaveBuffer(
            compression: Enums.ForeignTiffCompression.Deflate, tile: true, tileWidth: 2048, tileHeight: 2048),
        ["jpeg.tif"] = image => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg),
        ["lab.tif"] = image => Smooth(image).Colourspace(Enums.Interpretation.Lab).Lab2LabQ()
            .TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate),
        ["big.tif"] = image => Smooth(image).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate, bigtiff: true),
        ["8-bit.avif"] = image => image.HeifsaveBuffer(
            compression: Enums.ForeignHeifCompression.Av1, effort: 0, subsampleMode: Enums.ForeignSubsample.Off),
        ["10-bit.avif"] = image => Deep(image).HeifsaveBuffer(
            compression: Enums.ForeignHeifCompression.Av1, effort: 0, bitdepth: 10, subsampleMode: Enums.ForeignSubsample.Off),
    };

    /// <summary>Makes those that are not in a folder yet.</summary>
    /// <param name="folder">The folder; other images in it are worst images too.</param>
    /// <param name="photograph">The path of the photograph that they are made from.</param>
    /// <returns>The paths of all images in the folder.</returns>
    public static IReadOnlyList<string> In(string folder, string photograph)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in All.Keys.Where(name => !File.Exists(Path.Combine(folder, name))))
        {
            File.WriteAllBytes(Path.Combine(folder, name), Make(name, photograph));
        }

        return [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
    }

    private static byte[] Make(string name, string photograph)
    {
        using var small = Image.NewFromFile(photograph);
        using var large = small.ThumbnailImage(Width, Height, size: Enums.Size.Force);
        return All[name](large);
    }

    /// <summary>Without noise, for formats that would not keep it below the limit.</summary>
    private static Image Smooth(Image image) => image.Gaussblur(2).Copy(interpretation: Enums.Interpretation.Srgb);

    /// <summary>Few colours, for PNG of 16 bits.</summary>
    private static Image Blocks(Image image) => image.Subsample(BlockSide, BlockSide).Zoom(BlockSide, BlockSide);

    private static Image Deep(Image image) => image.Colourspace(Enums.Interpretation.Rgb16);

    private static Image WithAlpha(Image image) => image.Bandjoin(200).Copy(interpretation: Enums.Interpretation.Srgb);

    private static Image Cmyk(Image image) => image.IccTransform("cmyk", inputProfile: "srgb");

    private static Image DeepCmyk(Image image) =>
        (Cmyk(Smooth(image)) * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Cmyk);

    /// <summary>Two frames, of which the second differs.</summary>
    private static Image Frames(Image image) => Image
        .Arrayjoin([image, image.Invert()], across: 1)
        .Mutate(frames => frames.Set(GValue.GIntType, "page-height", image.Height));
}
