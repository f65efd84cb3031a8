using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Docs;

/// <summary>A Markdown file in the checkout.</summary>
internal sealed partial class MarkdownFile(string path)
{
    private readonly string text = File.ReadAllText(path);

    /// <summary>The path relative to the checkout, with slashes.</summary>
    public string Name { get; } = Path.GetRelativePath(ProjectFile.Root, path).Replace('\\', '/');

    public string Folder { get; } = Path.GetDirectoryName(path)!;

    public IReadOnlyList<string> Lines => text.TrimEnd('\n').Split('\n');

    /// <summary>The targets of links and images inside the checkout.</summary>
    public IEnumerable<string> Links => Link().Matches(text)
        .Select(match => match.Groups["target"].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal));

    /// <summary>The texts in backticks.</summary>
    public IEnumerable<string> Code => Backticks().Matches(text).Select(match => match.Groups["code"].Value);

    /// <summary>The folders of <c>dotnet run --project FOLDER</c>, <c>dotnet publish FOLDER</c> and the like.</summary>
    public IEnumerable<string> Projects => Project().Matches(text).Select(match => match.Groups["folder"].Value);

    /// <summary>The projects and class patterns of <c>dotnet test --project FOLDER --filter-class "PATTERN"</c>.</summary>
    public IEnumerable<(string Project, string Class)> TestFilters => TestFilter().Matches(text)
        .Select(match => (match.Groups["project"].Value, match.Groups["class"].Value));

    /// <summary>The anchors that GitHub generates for headings.</summary>
    public IEnumerable<string> Anchors => Lines
        .Where(line => line.StartsWith('#'))
        .Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    public static IEnumerable<MarkdownFile> All() => Checkout.Files("*.md").Select(path => new MarkdownFile(path));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Backticks();

    [GeneratedRegex(
        @"(--project|dotnet (publish|build|pack)) (?<folder>\w[\w./]*)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Project();

    [GeneratedRegex(
        @"--project (?<project>\S+) --filter-class ""(?<class>[^""]+)""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestFilter();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInAnchor();
}
