namespace CamFunctions.Activation;

/// <summary>Connected components of a mask.</summary>
internal static class Regions
{
    /// <summary>The bounding box of the largest 4-connected component of true pixels; of equals, the first in reading order.</summary>
    /// <param name="mask">[height, width]; cleared on the way, as visited pixels are taken out.</param>
    /// <param name="width">Columns of the mask.</param>
    /// <returns><see langword="null"/> where no pixel is true.</returns>
    public static PixelBox? Largest(bool[] mask, int width)
    {
        PixelBox? largest = null;
        var largestArea = 0;
        var pending = new Stack<int>();
        for (var start = 0; start < mask.Length; start++)
        {
            if (!mask[start])
            {
                continue;
            }

            var (area, box) = TakeOut(mask, width, start, pending);
            if (area > largestArea)
            {
                (largestArea, largest) = (area, box);
            }
        }

        return largest;
    }

    private static (int Area, PixelBox Box) TakeOut(bool[] mask, int width, int start, Stack<int> pending)
    {
        var area = 0;
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        Visit(mask, start, pending);
        while (pending.TryPop(out var pixel))
        {
            var (y, x) = Math.DivRem(pixel, width);
            area++;
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            if (x > 0)
            {
                Visit(mask, pixel - 1, pending);
            }

            if (x < width - 1)
            {
                Visit(mask, pixel + 1, pending);
            }

            Visit(mask, pixel - width, pending);
            Visit(mask, pixel + width, pending);
        }

        return (area, new PixelBox(left, top, right - left + 1, bottom - top + 1));
    }

    private static void Visit(bool[] mask, int pixel, Stack<int> pending)
    {
        if ((uint)pixel < (uint)mask.Length && mask[pixel])
        {
            mask[pixel] = false;
            pending.Push(pixel);
        }
    }
}
