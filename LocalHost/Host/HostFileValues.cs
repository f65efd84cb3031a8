using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CamFunctions.LocalHost.Host;

/// <summary>The values in host.json, including overrides.</summary>
/// <param name="File">The file's path, for messages.</param>
/// <param name="Configuration">Its content.</param>
internal sealed record HostFileValues(string File, IConfiguration Configuration)
{
    private const string NoLimit = "-1";

    /// <returns><see langword="null"/> if it is absent or empty.</returns>
    public string? Text(string key) => Configuration[key] is { Length: > 0 } text ? text : null;

    public IReadOnlyList<string> Texts(string key) =>
        [.. Configuration.GetSection(key).GetChildren().Select(item => item.Value ?? string.Empty)];

    /// <summary>A positive whole number.</summary>
    public int Count(string key, int defaultValue)
    {
        var text = Text(key);
        return text is null ? defaultValue
            : int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count > 0 ? count
            : throw Invalid(key, text, "a positive whole number");
    }

    /// <summary>A duration; -1 for no limit.</summary>
    public TimeSpan Duration(string key, TimeSpan defaultValue)
    {
        var text = Text(key);
        return text is null ? defaultValue
            : text == NoLimit ? Timeout.InfiniteTimeSpan
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero ? duration
            : throw Invalid(key, text, "a duration such as 00:05:00, or -1 for no limit");
    }

    private FunctionAppException Invalid(string key, string text, string form) => new(
        $"{File}: {key.Replace(ConfigurationPath.KeyDelimiter, ".", StringComparison.Ordinal)} is \"{text}\"; it must be {form}.");
}
