using System.Formats.Tar;
using System.IO.Compression;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Fuzz.Seeds;

/// <summary>A small Keras network as npm packs it, taken apart.</summary>
internal static class KerasSeeds
{
    private const string JsonName = "model.json";

    private static readonly Lazy<byte[]> WholeTar = new(MakeTar);

    /// <summary>The uncompressed archive.</summary>
    public static byte[] Tar => WholeTar.Value;

    /// <summary>The topology and the manifest of the weights.</summary>
    public static byte[] Json { get; } = Entries(Tar).Single(entry => entry.Name.EndsWith(JsonName, StringComparison.Ordinal)).Content;

    /// <summary>The archive with another JSON.</summary>
    public static byte[] TarWith(byte[] json)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            foreach (var (name, content) in Entries(Tar))
            {
                var replaced = name.EndsWith(JsonName, StringComparison.Ordinal) ? json : content;
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(replaced) });
            }
        }

        return archive.ToArray();
    }

    public static byte[] Compress(byte[] tar)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(tar);
        }

        return compressed.ToArray();
    }

    private static byte[] MakeTar()
    {
        var path = Path.GetTempFileName();
        new TinyNetwork().WriteTo(path);
        using var compressed = File.OpenRead(path);
        using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
        using var tar = new MemoryStream();
        gzip.CopyTo(tar);
        File.Delete(path);
        return tar.ToArray();
    }

    private static List<(string Name, byte[] Content)> Entries(byte[] tar)
    {
        var entries = new List<(string, byte[])>();
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            entries.Add((entry.Name, content.ToArray()));
        }

        return entries;
    }
}
