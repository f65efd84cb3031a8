namespace CamFunctions.Shared.Analysis;

/// <summary>How long an image took so far, in milliseconds; <see langword="null"/> for stages that were not reached.</summary>
/// <param name="StartedAt">In UTC.</param>
/// <param name="Total">Since then.</param>
/// <param name="Download">Reading the blob or file.</param>
/// <param name="Decode">From bytes to oriented pixels and the network's input.</param>
/// <param name="Inference">The network, activation maps included.</param>
/// <param name="Render">Regions, overlay and its encoding.</param>
/// <param name="Upload">Writing the overlay.</param>
public sealed record StageTimings(
    DateTimeOffset StartedAt,
    double Total,
    double? Download,
    double? Decode,
    double? Inference,
    double? Render,
    double? Upload);
