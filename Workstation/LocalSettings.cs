using System.Text.Json;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Workstation;

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
        try
        {
            return System.IO.File.Exists(path) ? Values(System.IO.File.ReadAllBytes(path), path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <param name="json">The content of a <c>local.settings.json</c>.</param>
    /// <param name="path">What it is called in messages.</param>
    /// <exception cref="InvalidSettingException">It is not what such a file must be.</exception>
    internal static KeyValuePair<string, string>[] Values(byte[] json, string path)
    {
        using var document = Parse(json, path);
        try
        {
            return Values(document.RootElement, path);
        }
        // Text that is not Unicode is only noticed when it is read.
        catch (InvalidOperationException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    private static KeyValuePair<string, string>[] Values(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw NoValues(path);
        }

        if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
        {
            throw new InvalidSettingException(
                $"{path} is encrypted. Decrypt it with 'func settings decrypt', or set environment variables instead.");
        }

        return root.TryGetProperty("Values", out var section) && section.ValueKind == JsonValueKind.Object
            ? [.. section.EnumerateObject().Select(value => Variable(value.Name, value.Value.ToString(), path))]
            : throw NoValues(path);
    }

    /// <summary>The worker gets the values as environment variables.</summary>
    private static KeyValuePair<string, string> Variable(string name, string value, string path) =>
        name.Length > 0 && !name.Contains('=', StringComparison.Ordinal) && !(name + value).Contains('\0', StringComparison.Ordinal)
            ? KeyValuePair.Create(name, value)
            : throw new InvalidSettingException(
                $"{path} has a value named \"{name}\" that can't be an environment variable: names must have at least one character and " +
                "no equals sign, and neither names nor values may have a null character.");

    private static JsonDocument Parse(byte[] json, string path)
    {
        try
        {
            return JsonDocument.Parse(
                json,
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    private static InvalidSettingException Unreadable(string path, Exception exception) =>
        new($"{path} can't be read: {exception.Message} See local.settings.sample.json for its form.");

    private static InvalidSettingException NoValues(string path) =>
        new($"{path} has no object \"Values\". See local.settings.sample.json for its form.");
}
