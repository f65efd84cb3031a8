using System.Text.Json;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost;

/// <summary>
/// The settings on a developer's machine: environment variables, then <c>local.settings.json</c> as in Azure Functions Core Tools. If
/// neither configures storage, the local emulator is used.
/// </summary>
public static class LocalSettings
{
    public const string FileName = "local.settings.json";

    /// <param name="folder">The folder that may contain <c>local.settings.json</c>.</param>
    /// <exception cref="InvalidSettingException">The file exists but can't be read.</exception>
    public static Settings Read(string folder)
    {
        var settings = Settings.FromEnvironment().WithDefaults(File(Path.Combine(folder, FileName)));
        return StorageConnection.IsConfigured(settings)
            ? settings
            : settings.WithDefaults([KeyValuePair.Create(StorageConnection.Name, StorageConnection.Emulator)]);
    }

    private static KeyValuePair<string, string>[] File(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            return [];
        }

        using var document = Parse(path);
        if (document.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            throw NoValues(path);
        }

        if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
        {
            throw new InvalidSettingException(
                $"{path} is encrypted. Decrypt it with 'func settings decrypt', or set environment variables instead.");
        }

        return root.TryGetProperty("Values", out var section) && section.ValueKind == JsonValueKind.Object
            ? [.. section.EnumerateObject().Select(value => KeyValuePair.Create(value.Name, value.Value.ToString()))]
            : throw NoValues(path);
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(
                System.IO.File.ReadAllBytes(path),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"{path} can't be read: {fault.Message} See local.settings.sample.json for its form.");
        }
    }

    private static InvalidSettingException NoValues(string path) =>
        new($"{path} has no object \"Values\". See local.settings.sample.json for its form.");
}
