using CamFunctions.Model.Cam;

namespace CamFunctions.Model.Import;

/// <summary>A network to be imported, and what its user knows about it.</summary>
/// <param name="Path">The ONNX file.</param>
/// <param name="Name">What the network is called in records.</param>
/// <param name="Labels">Its classes, in the order of its scores.</param>
/// <param name="Preprocessing">From bytes to its input; <see langword="null"/> to leave the input as it is.</param>
/// <param name="Geometry">What part of an image it is to see; <see langword="null"/> to choose by the sides it takes.</param>
/// <param name="Side">In pixels, for networks that leave their sides open; <see langword="null"/> for any.</param>
/// <param name="Stride">Pixels per cell: the network's own or half of it; <see langword="null"/> for its own.</param>
public sealed record ImportRequest(
    string Path,
    string Name,
    IReadOnlyList<ClassLabel> Labels,
    Preprocessing? Preprocessing,
    Geometry? Geometry,
    int? Side,
    int? Stride)
{
    /// <summary>Of the network's weights, an SPDX identifier or words; <see langword="null"/> if it is not known.</summary>
    public string? Licence { get; init; }

    /// <summary>The metadata of an image that hold its true class; <see langword="null"/> for none.</summary>
    public string? ExpectedKey { get; init; }
}
