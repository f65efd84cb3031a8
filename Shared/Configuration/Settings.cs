using System.Collections;
using System.Globalization;

namespace CamFunctions.Shared.Configuration;

/// <summary>Application settings, read strictly: an invalid value is an error and never replaced by a default.</summary>
/// <param name="values">The values by name. A colon in a name is equivalent to a double underscore.</param>
public sealed class Settings(IEnumerable<KeyValuePair<string, string>> values)
{
    private readonly Dictionary<string, string> values = Normalize(values);

    /// <summary>Reads the environment variables, which is where Azure puts the application settings.</summary>
    public static Settings FromEnvironment() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? string.Empty)));

    /// <summary>All values by name, with double underscores, as environment variables for a child process.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>These settings, with other values where these have none.</summary>
    public Settings WithDefaults(IEnumerable<KeyValuePair<string, string>> defaults) => new(defaults.Concat(values));

    /// <returns><see langword="null"/> if the setting is absent or empty.</returns>
    public string? Text(string name) =>
        values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <exception cref="InvalidSettingException">Not a whole number, or out of range.</exception>
    public long WholeNumber(string name, long defaultValue, long minimum, long maximum)
    {
        if (Text(name) is not { } text)
        {
            return defaultValue;
        }

        var isValid = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= minimum
            && value <= maximum;
        return isValid
            ? value
            : throw new InvalidSettingException(
                $"The setting {name} is \"{text}\"; it must be a whole number from {minimum} to {maximum}.");
    }

    /// <exception cref="InvalidSettingException">Neither true nor false.</exception>
    public bool Switch(string name, bool defaultValue)
    {
        if (Text(name) is not { } text)
        {
            return defaultValue;
        }

        return bool.TryParse(text, out var value)
            ? value
            : throw new InvalidSettingException($"The setting {name} is \"{text}\"; it must be true or false.");
    }

    /// <returns><see langword="null"/> if the setting is absent or empty.</returns>
    /// <exception cref="InvalidSettingException">Not one of the choices.</exception>
    public TChoice? Choice<TChoice>(string name)
        where TChoice : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var names = Enum.GetNames<TChoice>();
        var index = Array.FindIndex(names, choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? Enum.GetValues<TChoice>()[index]
            : throw new InvalidSettingException(
                $"The setting {name} is \"{text}\"; it must be one of " +
                $"{string.Join(", ", names.Select(choice => choice.ToLowerInvariant()))}.");
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
