namespace CamFunctions.Shared.Records;

/// <summary>The stages of an image's way, in milliseconds; <see langword="null"/> for those it did not come to.</summary>
/// <param name="Download">Reading the blob or file.</param>
/// <param name="Decode">From bytes to oriented pixels and the network's input.</param>
/// <param name="Inference">The network, activation maps included.</param>
/// <param name="Render">Regions, overlay and its encoding.</param>
/// <param name="Upload">Writing the overlay.</param>
public sealed record StageDurations(double? Download, double? Decode, double? Inference, double? Render, double? Upload);
