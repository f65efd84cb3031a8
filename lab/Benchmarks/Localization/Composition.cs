using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>A picture made of photographs, and where which class is in it.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Classes">The classes whose place is known.</param>
internal sealed record Composition(RgbImage Picture, IReadOnlyList<PlacedClass> Classes)
{
    /// <summary>The input side that most ImageNet networks were trained with.</summary>
    private const int TileSide = 224;

    /// <summary>A pasted photograph covers the square of this: so much of each side if both have the same shape.</summary>
    private const double SmallestPaste = 0.4;
    private const double LargestPaste = 0.6;

    /// <summary>
    /// Four photographs of different classes in a grid of two by two (Böhle et al. 2021, "Convolutional Dynamic Alignment Networks for
    /// Interpretable Classifications").
    /// </summary>
    public static Composition Mosaic(IReadOnlyList<LabelledPhotograph> photographs, Random random)
    {
        var tiles = OfDifferentClasses(photographs, 4, random);
        var picture = new RgbImage(2 * TileSide, 2 * TileSide, new byte[4 * TileSide * TileSide * RgbImage.Bands]);
        var boxes = tiles.Select((_, tile) => new PixelBox(tile % 2 * TileSide, tile / 2 * TileSide, TileSide, TileSide)).ToArray();
        foreach (var (tile, box) in tiles.Zip(boxes))
        {
            Pixels.Paste(Pixels.CentreSquare(tile.Picture, TileSide), picture, box.X, box.Y);
        }

        return new Composition(picture, [.. tiles.Zip(boxes, (tile, box) => new PlacedClass(tile.WordNetId, box))]);
    }

    /// <summary>A photograph, made smaller and pasted somewhere into one of another class.</summary>
    public static Composition Paste(IReadOnlyList<LabelledPhotograph> photographs, Random random)
    {
        var (pasted, background) = OfDifferentClasses(photographs, 2, random) switch { var pair => (pair[0], pair[1].Picture) };
        var share = SmallestPaste + ((LargestPaste - SmallestPaste) * random.NextDouble());
        var small = Pixels.Covering(pasted.Picture, background, share);
        var (x, y) = (random.Next(background.Width - small.Width + 1), random.Next(background.Height - small.Height + 1));
        var picture = background with { Pixels = [.. background.Pixels] };
        Pixels.Paste(small, picture, x, y);
        return new Composition(picture, [new PlacedClass(pasted.WordNetId, new PixelBox(x, y, small.Width, small.Height))]);
    }

    private static LabelledPhotograph[] OfDifferentClasses(IReadOnlyList<LabelledPhotograph> photographs, int count, Random random)
    {
        var shuffled = photographs.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled.DistinctBy(photograph => photograph.WordNetId, StringComparer.Ordinal).Take(count)];
    }
}
