using System.Globalization;

namespace CamFunctions.Configuration;

/// <summary>Named values as Functions developers know them, read strictly: a value that makes no sense is never a default.</summary>
public sealed class Settings(IConfiguration configuration)
{
    /// <returns><see langword="null"/> where the setting is absent or empty.</returns>
    public string? Text(string name)
    {
        // In environment variables and local.settings.json a double underscore stands for the configuration's colon.
        var value = configuration[name.Replace("__", ":", StringComparison.Ordinal)];
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    /// <exception cref="InvalidSettingException">Not a whole number, or out of range.</exception>
    public long WholeNumber(string name, long standard, long least, long most)
    {
        if (Text(name) is not { } text)
        {
            return standard;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new InvalidSettingException($"The setting {name} is \"{text}\"; it must be a whole number from {least} to {most}.");
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
}
