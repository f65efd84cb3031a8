using System.Text.Json;

namespace CamFunctions.Configuration;

/// <summary>Where settings come from: <c>local.settings.json</c> in the current folder, and environment variables over it.</summary>
public static class SettingSources
{
    public const string LocalFile = "local.settings.json";

    /// <param name="folder">Where <c>local.settings.json</c> may lie.</param>
    /// <exception cref="InvalidSettingException">The file is there but can't be read.</exception>
    public static Settings Read(string folder) => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(LocalValues(Path.Combine(folder, LocalFile)))
            .AddEnvironmentVariables()
            .Build());

    private static Dictionary<string, string?> LocalValues(string path)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path))
        {
            return values;
        }

        using var document = Parse(path);
        if (document.RootElement is { ValueKind: JsonValueKind.Object } root)
        {
            if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            {
                throw new InvalidSettingException($"{path} is encrypted. Decrypt it with 'func settings decrypt', or set environment variables instead.");
            }

            if (root.TryGetProperty("Values", out var section) && section.ValueKind == JsonValueKind.Object)
            {
                foreach (var value in section.EnumerateObject())
                {
                    values[value.Name.Replace("__", ":", StringComparison.Ordinal)] = value.Value.ToString();
                }

                return values;
            }
        }

        throw new InvalidSettingException($"{path} has no object \"Values\". See local.settings.sample.json for its form.");
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(
                File.ReadAllBytes(path),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"{path} can't be read: {fault.Message} See local.settings.sample.json for its form.");
        }
    }
}
