namespace CamFunctions.Shared.Analysis;

/// <summary>Processing times of an image in milliseconds; <see langword="null"/> for stages that were not reached.</summary>
/// <param name="StartedAt">In UTC.</param>
/// <param name="Total">Time since <paramref name="StartedAt"/>.</param>
/// <param name="Download">Reading the blob or file.</param>
/// <param name="Decode">
/// Decoding the bytes to oriented pixels and resizing them for the network. Neither reading the header nor waiting counts.
/// </param>
/// <param name="Inference">Running the network, including the activation maps.</param>
/// <param name="Render">Finding regions, drawing and encoding the overlay.</param>
/// <param name="Upload">Writing the overlay.</param>
public sealed record StageTimings(
    DateTimeOffset StartedAt,
    double Total,
    double? Download,
    double? Decode,
    double? Inference,
    double? Render,
    double? Upload);
