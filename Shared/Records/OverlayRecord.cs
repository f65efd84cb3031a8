using System.Text.Json.Serialization;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Records;

/// <summary>The heat-map overlay.</summary>
/// <param name="Uri">Its address, or its hash if it was not stored.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="ColorMap">The colours it is drawn in.</param>
public sealed record OverlayRecord(string Uri, int Width, int Height, ColorMap ColorMap)
{
    /// <summary>The version that belongs to this record; absent if it is not a blob, and from records before version 1.3.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }

    /// <summary>When it was written, in UTC; absent if it was not stored, and from records before version 1.3.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The index of the class that it shows; absent from records before version 1.2, when it was always the best.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Index { get; init; }

    /// <summary>The map of that class that it shows; absent from records before version 1.2, when it was always the CAM.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MapKind? Map { get; init; }
}

