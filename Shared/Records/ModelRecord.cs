using System.Text.Json.Serialization;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Records;

/// <summary>The network and its input.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Sha256">SHA-256 of the model file, as 64 lower-case hexadecimal digits.</param>
/// <param name="Geometry">Which part of the image it saw.</param>
/// <param name="InputWidth">Width of its input, in pixels.</param>
/// <param name="InputHeight">Height of its input, in pixels.</param>
public sealed record ModelRecord(string Name, string Sha256, Geometry Geometry, int InputWidth, int InputHeight)
{
    /// <summary>What the network computes in; absent from records before version 1.1, when there was only float32.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Precision? Precision { get; init; }

    /// <summary>Of the network's weights, an SPDX identifier or words; absent if not stated, and from records before version 1.3.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Licence { get; init; }

    /// <summary>Absent from records before version 1.2, whose cells fill the input evenly and are all averaged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GridRecord? Grid { get; init; }

    /// <summary>How an image became the network's input.</summary>
    public NetworkFrame FrameOf(ImageRecord image) =>
        NetworkFraming.Frame(image.Width, image.Height, Geometry, InputWidth, InputHeight);
}
