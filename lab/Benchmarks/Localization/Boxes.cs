using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>Compares boxes.</summary>
internal static class Boxes
{
    public static bool Contains(PixelBox box, PixelPoint point) =>
        point.X >= box.X && point.X < box.X + box.Width && point.Y >= box.Y && point.Y < box.Y + box.Height;

    /// <summary>Area of the intersection over area of the union; 0 for no box.</summary>
    public static double IntersectionOverUnion(PixelBox? box, PixelBox truth)
    {
        if (box is not { } found)
        {
            return 0;
        }

        var width = Math.Min(found.X + found.Width, truth.X + truth.Width) - Math.Max(found.X, truth.X);
        var height = Math.Min(found.Y + found.Height, truth.Y + truth.Height) - Math.Max(found.Y, truth.Y);
        var intersection = (double)Math.Max(0, width) * Math.Max(0, height);
        return intersection / ((found.Width * found.Height) + (truth.Width * truth.Height) - intersection);
    }

    /// <summary>A box of the image in network pixels, rounded.</summary>
    public static PixelBox ToNetwork(PixelBox box, NetworkFrame frame)
    {
        var (left, right) = ((int)Math.Round(frame.ToNetworkX(box.X)), (int)Math.Round(frame.ToNetworkX(box.X + box.Width)));
        var (top, bottom) = ((int)Math.Round(frame.ToNetworkY(box.Y)), (int)Math.Round(frame.ToNetworkY(box.Y + box.Height)));
        return new PixelBox(left, top, right - left, bottom - top);
    }
}
