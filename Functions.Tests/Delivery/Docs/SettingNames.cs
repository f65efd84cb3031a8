using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Docs;

/// <summary>
/// Finds the names of the settings that a source file reads: the first argument of <c>settings.Text</c> and similar methods, the
/// argument after <c>settings</c> of the file's own methods (not a constant of another type, which is read there), and environment
/// variables. An argument that can't be resolved to a text is an error, so that a new way of reading settings is not overlooked.
/// </summary>
internal sealed partial class SettingNames(string path)
{
    private static readonly string[] Projects = ["Shared", "Storage", "Functions", "Workstation", "LocalHost", "Cli"];
    private readonly string source = File.ReadAllText(path);

    public static IReadOnlySet<string> InSources() => Projects
        .SelectMany(project => Checkout.Files(Path.Combine(ProjectFile.Root, project), "*.cs"))
        .SelectMany(path => new SettingNames(path).Find())
        .ToHashSet(StringComparer.Ordinal);

    private IEnumerable<string> Find() => Question().Matches(source)
        .Select(match => match.Groups["name"].Value)
        // Excludes parameters whose value is always passed by a caller in the same file.
        .Where(argument => FindConstant(argument) is not null || !IsParameter(argument))
        .Select(Resolve);

    private string Resolve(string argument) => argument switch
    {
        ['"', .. var text, '"'] => text,
        ['$', '"', .. var text, '"'] => Placeholder().Replace(text, match => Resolve(match.Groups["constant"].Value)),
        _ => Resolve(Constant(argument)),
    };

    private bool IsParameter(string name) =>
        Regex.IsMatch(source, $@"Settings settings, string {name}\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    private string Constant(string name) => FindConstant(name) ?? throw new InvalidOperationException(
        $"{path} reads a setting by {name}, which is neither a text nor a constant in that file.");

    private string? FindConstant(string name) =>
        Constants().Matches(source).FirstOrDefault(match => match.Groups["name"].Value == name)?.Groups["value"].Value;

    /// <summary>Constants, and parameters whose default is a constant.</summary>
    [GeneratedRegex(
        @"\bstring (?<name>\w+) = (?<value>\$?""[^""]*""|\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constants();

    [GeneratedRegex(
        @"(\b[sS]ettings\.(Text|WholeNumber|Switch|Choice<\w+>)\(|\(settings, (?=[$""A-Z])(?!\w+\.)|GetEnvironmentVariable\()" +
        @"(?<name>\$?""[^""]*""|\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Question();

    [GeneratedRegex(@"\{(?<constant>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
