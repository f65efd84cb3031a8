using System.Text.RegularExpressions;

namespace CamFunctions.LocalHost.Host;

/// <summary>A blob trigger's path, such as <c>images/{name}</c>.</summary>
/// <param name="Container">The container.</param>
/// <param name="NameParameter">The name of the parameter for the blob's name.</param>
internal sealed partial record BlobPathPattern(string Container, string NameParameter)
{
    /// <param name="file">The function.json, for messages.</param>
    /// <param name="pattern">The path in function.json.</param>
    /// <param name="settings">The app settings, which replace <c>%Setting%</c>.</param>
    public static BlobPathPattern Parse(string file, string? pattern, IReadOnlyDictionary<string, string> settings)
    {
        var path = SettingReference.Replace(
            pattern ?? string.Empty,
            reference => Resolve(file, pattern!, reference.Groups["setting"].Value, settings));
        return WholeContainer.Match(path) is { Success: true } match
            ? new BlobPathPattern(match.Groups["container"].Value, match.Groups["parameter"].Value)
            : throw new FunctionAppException(
                $"{file}: the path \"{pattern}\" must be a container and a name in braces, such as images/{{name}}.");
    }

    private static string Resolve(string file, string pattern, string setting, IReadOnlyDictionary<string, string> settings) =>
        settings.FirstOrDefault(known => string.Equals(known.Key, setting, StringComparison.OrdinalIgnoreCase)).Value
        ?? throw new FunctionAppException($"{file}: the path \"{pattern}\" needs the app setting {setting}, which is not set.");

    [GeneratedRegex("%(?<setting>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SettingReference { get; }

    [GeneratedRegex(@"^(?<container>[^/{}]+)/\{(?<parameter>\w+)\}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeContainer { get; }
}
