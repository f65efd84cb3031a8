using CamFunctions.Shared.Activation;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>A class and where it is in a picture.</summary>
/// <param name="WordNetId">The class.</param>
/// <param name="Box">In pixels of the picture.</param>
internal sealed record PlacedClass(string WordNetId, PixelBox Box);
