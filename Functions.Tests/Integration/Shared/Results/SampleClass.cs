using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Tests.Shared.Results;

/// <summary>A class in the result of a sample photograph.</summary>
/// <param name="Index">The class's index in the network's output.</param>
/// <param name="Regions">Its regions: left, top, width and height of each.</param>
/// <param name="Peaks">The peaks of its map and of its contrast: column and row of each.</param>
/// <param name="Values">Its map, row by row.</param>
internal sealed record SampleClass(int Index, int[][] Regions, int[][] Peaks, float[] Values)
{
    public static SampleClass Of(LocatedClass located, NetworkFrame frame) => new(
        located.Activation.Label.Index,
        [.. located.Regions.Select(region => region.Box).Select(box => (int[])[box.X, box.Y, box.Width, box.Height])],
        [
            .. ((ActivationMap[])[located.Activation.Map, located.Contrast!.Map])
                .Select(map => Localizer.Peak(map, frame)).Select(peak => (int[])[peak.X, peak.Y]),
        ],
        located.Activation.Map.Values);
}
