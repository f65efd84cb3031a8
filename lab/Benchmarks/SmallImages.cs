using System.Globalization;
using NetVips;

namespace CamFunctions.Benchmarks;

/// <summary>Small images of different sizes and formats, some of which are damaged.</summary>
internal static class SmallImages
{
    /// <summary>Every so many-th is damaged, so that refusals are in between.</summary>
    private const int DamagedEvery = 4;
    private const int Count = 64;
    private const int FirstSide = 48;
    private const int Height = 64;
    private const int StepInPixels = 4;

    private static readonly string[] Endings = [".png", ".jpg", ".webp", ".gif", ".tif"];

    /// <summary>Each image has another width, so that a record tells from which of them it was made.</summary>
    public static int WidthOf(int index) => FirstSide + (StepInPixels * index);

    public static bool IsDamaged(int index) => index % DamagedEvery == DamagedEvery - 1;

    public static IReadOnlyList<BinaryData> Encode() => [.. Enumerable.Range(0, Count).Select(Encode)];

    private static BinaryData Encode(int index)
    {
        using var columns = Image.Xyz(WidthOf(index), Height)[0];
        using var colours = (columns * 2).Bandjoin((columns * 3) + index, columns * 0).Cast(Enums.BandFormat.Uchar);
        using var image = colours.Copy(interpretation: Enums.Interpretation.Srgb);
        return IsDamaged(index)
            ? BinaryData.FromString(string.Create(CultureInfo.InvariantCulture, $"This is no image, and number {index} of its kind."))
            : BinaryData.FromBytes(image.WriteToBuffer(Endings[index % Endings.Length]));
    }
}
