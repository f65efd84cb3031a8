using CamFunctions.Shared.Activation;

namespace CamFunctions.Tests.Shared.Activation;

public sealed class ComponentsTests
{
    [Theory]
    [InlineData("....|....", null)]
    [InlineData("#...|....", "0 0 1 1")]
    [InlineData("...#|...#", "3 0 1 2")]
    // Touching corners do not connect: three pixels are more than two.
    [InlineData("##..|..##|...#", "2 1 2 2")]
    // A U is joined at the bottom, when its arms are already two components.
    [InlineData("#.#.|#.#.|###.", "0 0 3 3")]
    // Likewise a comb, whose teeth are joined one after the other.
    [InlineData("#.#.#|#.#.#|#####", "0 0 5 3")]
    // The first of equal components in reading order, although the other begins further to the left.
    [InlineData("..##|....|##..", "2 0 2 1")]
    [InlineData("####|####", "0 0 4 2")]
    // A ring around a separate pixel.
    [InlineData("#####|#...#|#.#.#|#...#|#####", "0 0 5 5")]
    public void The_largest_component_is_boxed(string mask, string? box)
    {
        var rows = mask.Split('|');
        var values = string.Concat(rows).Select(pixel => pixel == '#' ? 1f : 0f).ToArray();
        var largest = Largest(values, rows[0].Length, threshold: 0.5f);
        Assert.Equal(box, largest?.Box is { } found ? $"{found.X} {found.Y} {found.Width} {found.Height}" : null);
    }

    [Fact]
    public void A_value_at_the_threshold_is_not_above_it() => Assert.Empty(Components.Find([0.5f], width: 1, threshold: 0.5f));

    [Fact]
    public void The_result_is_the_same_as_flood_filling_pixel_by_pixel()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            // Some rows are longer than the processor's vectors, with long runs.
            var (width, height) = (random.Next(1, 40), random.Next(1, 12));
            var values = Enumerable.Range(0, width * height).Select(pixel => random.NextSingle() + (pixel / 20 % 2)).ToArray();
            Assert.Equal(ByFilling(values, width, 0.45f), Largest(values, width, 0.45f));
        }
    }

    [Fact]
    public void Components_come_by_falling_size_with_their_largest_values()
    {
        float[] values = [3, 0, 1, 2, 0, 0, 0, 9, 0, 0, 0, 1, 0, 4, 4];
        var found = Components.Find(values, width: 5, threshold: 0.5f);
        Assert.Equal([(3, 9f), (2, 4f), (1, 3f), (1, 1f)], found.Select(component => (component.Area, component.Maximum)));
    }

    private static (PixelBox Box, float Maximum)? Largest(float[] values, int width, float threshold) =>
        Components.Find(values, width, threshold) is [var largest, ..] ? (largest.Box, largest.Maximum) : null;

    /// <summary>A simple reference implementation.</summary>
    private static (PixelBox Box, float Maximum)? ByFilling(float[] values, int width, float threshold)
    {
        var left = Enumerable.Range(0, values.Length).Where(pixel => values[pixel] > threshold).ToHashSet();
        var largest = new List<int>();
        while (left.Count > 0)
        {
            var component = new List<int>();
            var pending = new Queue<int>([left.Min()]);
            while (pending.TryDequeue(out var pixel))
            {
                if (left.Remove(pixel))
                {
                    component.Add(pixel);
                    pending.Enqueue(pixel - width);
                    pending.Enqueue(pixel + width);
                    pending.Enqueue(pixel % width > 0 ? pixel - 1 : -1);
                    pending.Enqueue(pixel % width < width - 1 ? pixel + 1 : -1);
                }
            }

            largest = component.Count > largest.Count ? component : largest;
        }

        if (largest.Count == 0)
        {
            return null;
        }

        var (x, y) = (largest.Min(pixel => pixel % width), largest.Min(pixel => pixel / width));
        var box = new PixelBox(x, y, largest.Max(pixel => pixel % width) - x + 1, largest.Max(pixel => pixel / width) - y + 1);
        return (box, largest.Max(pixel => values[pixel]));
    }
}
