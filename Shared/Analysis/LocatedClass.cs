using CamFunctions.Shared.Activation;

namespace CamFunctions.Shared.Analysis;

/// <summary>A predicted class and its location in the oriented image.</summary>
/// <param name="Activation">The class with its scores and map.</param>
/// <param name="IsRequested">Whether it was asked for.</param>
/// <param name="Contrast">What tells it from its rivals; <see langword="null"/> if there is no other class.</param>
/// <param name="Regions">Where it is, the largest region first; none if no part of the image is evidence for it.</param>
/// <param name="Peak">The pixel of the maximum of the map that the options choose.</param>
public sealed record LocatedClass(
    ClassActivation Activation,
    bool IsRequested,
    Contrast? Contrast,
    IReadOnlyList<Region> Regions,
    PixelPoint Peak)
{
    /// <summary>
    /// The map of a kind, and its kind. A class without rivals has no contrast; its class activation map stands in for it.
    /// </summary>
    public (MapKind Kind, ActivationMap Map) MapOf(MapKind kind) => MapOf(kind, Activation, Contrast);

    internal static (MapKind Kind, ActivationMap Map) MapOf(MapKind kind, ClassActivation activation, Contrast? contrast) =>
        kind == MapKind.Contrast && contrast is not null ? (kind, contrast.Map) : (MapKind.Cam, activation.Map);
}
