using CamFunctions.Shared.Rendering;

namespace CamFunctions.Tests.Shared.Rendering;

public sealed class ColorMapsTests
{
    [Theory]
    [InlineData(ColorMap.Jet, 0, "000080")]
    [InlineData(ColorMap.Jet, 128, "82FF7E")]
    [InlineData(ColorMap.Jet, 255, "800000")]
    [InlineData(ColorMap.Turbo, 0, "30123B")]
    [InlineData(ColorMap.Turbo, 128, "A4FC3C")]
    [InlineData(ColorMap.Turbo, 255, "7A0403")]
    [InlineData(ColorMap.Viridis, 0, "440154")]
    [InlineData(ColorMap.Viridis, 128, "21918C")]
    [InlineData(ColorMap.Viridis, 255, "FDE725")]
    public void First_middle_and_last_colours_are_as_published(ColorMap colorMap, int index, string color) =>
        Assert.Equal(color, Convert.ToHexString(ColorMaps.Table(colorMap).Slice(index * 3, 3)));

    [Theory]
    [InlineData(ColorMap.Jet)]
    [InlineData(ColorMap.Turbo)]
    [InlineData(ColorMap.Viridis)]
    public void Neighbouring_values_have_neighbouring_colours(ColorMap colorMap)
    {
        var table = ColorMaps.Table(colorMap).ToArray();
        Assert.Equal(256 * 3, table.Length);
        for (var index = 3; index < table.Length; index++)
        {
            Assert.True(Math.Abs(table[index] - table[index - 3]) <= 8, $"colour {index / 3}");
        }
    }
}
