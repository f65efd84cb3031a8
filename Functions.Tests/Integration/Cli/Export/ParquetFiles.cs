using Parquet.Serialization;

namespace CamFunctions.Tests.Cli.Export;

/// <summary>Reads Parquet files.</summary>
internal static class ParquetFiles
{
    public static async Task<IReadOnlyList<TRow>> ReadAsync<TRow>(string path)
        where TRow : class, new()
    {
        var file = await ParquetSerializer.DeserializeAsync<TRow>(path);
        return [.. file.Data];
    }
}
