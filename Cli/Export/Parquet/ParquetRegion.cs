using System.Text.Json.Serialization;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Parquet;

/// <summary>A rectangle in pixels.</summary>
internal sealed class ParquetRegion
{
    [JsonPropertyName("x")]
    public int X { get; set; }

    [JsonPropertyName("y")]
    public int Y { get; set; }

    [JsonPropertyName("width")]
    public int Width { get; set; }

    [JsonPropertyName("height")]
    public int Height { get; set; }

    public static ParquetRegion Of(RegionRecord region) =>
        new() { X = region.X, Y = region.Y, Width = region.Width, Height = region.Height };
}
