using System.Collections;
using System.Globalization;

namespace CamFunctions.Shared.Configuration;

/// <summary>Named values as Functions developers know them, read strictly: a value that makes no sense never becomes a default.</summary>
/// <param name="values">By name. A colon in a name means the same as a double underscore.</param>
public sealed class Settings(IEnumerable<KeyValuePair<string, string>> values)
{
    private readonly Dictionary<string, string> values = Normalize(values);

    /// <summary>The environment variables: in the cloud, these are the application settings.</summary>
    public static Settings FromEnvironment() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? string.Empty)));

    /// <summary>All values by name, with double underscores, such as a child process gets them.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>These settings, and others where these say nothing.</summary>
    public Settings Over(IEnumerable<KeyValuePair<string, string>> others) => new(others.Concat(values));

    /// <returns><see langword="null"/> where the setting is absent or empty.</returns>
    public string? Text(string name) =>
        values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <exception cref="InvalidSettingException">Not a whole number, or out of range.</exception>
    public long WholeNumber(string name, long defaultValue, long minimum, long maximum)
    {
        if (Text(name) is not { } text)
        {
            return defaultValue;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw new InvalidSettingException($"The setting {name} is \"{text}\"; it must be a whole number from {minimum} to {maximum}.");
    }

    /// <exception cref="InvalidSettingException">None of the choices.</exception>
    public TChoice? Choice<TChoice>(string name)
        where TChoice : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var names = Enum.GetNames<TChoice>();
        return Array.FindIndex(names, choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase)) is var index and >= 0
            ? Enum.GetValues<TChoice>()[index]
            : throw new InvalidSettingException(
                $"The setting {name} is \"{text}\"; it must be one of {string.Join(", ", names.Select(choice => choice.ToLowerInvariant()))}.");
    }

    private static Dictionary<string, string> Normalize(IEnumerable<KeyValuePair<string, string>> values)
    {
        var normalized = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in values)
        {
            normalized[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return normalized;
    }
}
