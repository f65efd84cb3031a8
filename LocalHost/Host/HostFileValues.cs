using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CamFunctions.LocalHost.Host;

/// <summary>The values of host.json, overrides included.</summary>
/// <param name="File">The file, for messages.</param>
/// <param name="Configuration">What is in it.</param>
internal sealed record HostFileValues(string File, IConfiguration Configuration)
{
    private const string NoLimit = "-1";

    /// <returns><see langword="null"/> where it is absent or empty.</returns>
    public string? Text(string key) => Configuration[key] is { Length: > 0 } text ? text : null;

    public IReadOnlyList<string> Texts(string key) =>
        [.. Configuration.GetSection(key).GetChildren().Select(item => item.Value ?? string.Empty)];

    /// <summary>A whole number from 1.</summary>
    public int Count(string key, int absent)
    {
        var text = Text(key);
        return text is null ? absent
            : int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count > 0 ? count
            : throw Wrong(key, text, "a whole number from 1");
    }

    /// <summary>A duration; -1 for no limit.</summary>
    public TimeSpan Duration(string key, TimeSpan absent)
    {
        var text = Text(key);
        return text is null ? absent
            : text == NoLimit ? Timeout.InfiniteTimeSpan
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero ? duration
            : throw Wrong(key, text, "a duration such as 00:05:00, or -1 for no limit");
    }

    private FunctionAppException Wrong(string key, string text, string form) => new(
        $"{File}: {key.Replace(ConfigurationPath.KeyDelimiter, ".", StringComparison.Ordinal)} is \"{text}\"; it must be {form}.");
}
