using System.Text.RegularExpressions;
using CamFunctions.Cli;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Docs;

/// <summary>Checks the documentation against the files in the checkout.</summary>
public sealed partial class DocumentationTests
{
    private const int MaximumReadmeLines = 120;

    private static readonly Lazy<HashSet<string>> FileNames = new(
        () => Checkout.Files("*.*").Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal));

    public static TheoryData<string> Documents => [.. MarkdownFile.All().Select(document => document.Name)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_has_a_target(string name)
    {
        var document = Document(name);
        Assert.All(document.Links, link =>
        {
            var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, string.Empty);
            var target = path.Length == 0 ? document.Name : Path.GetRelativePath(ProjectFile.Root, Path.Combine(document.Folder, path));
            Assert.True(Exists(ProjectFile.Root, target), $"{name} links to {link}, which does not exist.");
            Assert.True(
                anchor.Length == 0 || Document(target).Anchors.Contains(anchor, StringComparer.Ordinal),
                $"{name} links to {link}, where there is no such heading.");
        });
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_mentioned_path_exists(string name)
    {
        var document = Document(name);
        Assert.All(document.Code.Where(LooksLikePath), path => Assert.True(
            Exists(ProjectFile.Root, path) || Exists(document.Folder, path),
            $"{name} names {path}, which does not exist."));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_mentioned_source_file_exists(string name) =>
        Assert.All(Document(name).Code.Where(code => FileName().IsMatch(code)), file => Assert.True(
            FileNames.Value.Contains(file), $"{name} names {file}, which does not exist."));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_project_in_a_command_exists(string name) =>
        Assert.All(Document(name).Projects, project => Assert.True(
            File.Exists(Path.Combine(ProjectFile.Root, project, $"{Path.GetFileName(project)}.csproj")),
            $"{name} runs the project {project}, which does not exist."));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_filter_of_tests_in_a_command_selects_a_class_of_the_project(string name) =>
        Assert.All(Document(name).TestFilters, filter => Assert.True(
            Checkout.Files(Path.Combine(ProjectFile.Root, filter.Project), $"{filter.Class}.cs").Any(),
            $"{name} filters the tests of {filter.Project} by {filter.Class}, which selects none."));

    [Fact]
    public void The_readme_is_short() => Assert.InRange(Document("README.md").Lines.Count, 1, MaximumReadmeLines);

    [Fact]
    public void Every_document_is_linked_from_the_readme()
    {
        var linked = Document("README.md").Links.Select(link => link.Split('#')[0]);
        var others = MarkdownFile.All().Select(document => document.Name).Where(name => name != "README.md");
        Assert.Empty(others.Except(linked, StringComparer.Ordinal));
    }

    [Fact]
    public void The_design_lists_every_command_of_cam()
    {
        var row = Document("docs/design.md").Lines.Single(line => line.StartsWith("| `Cli` |", StringComparison.Ordinal));
        Assert.All(CommandLine.Create().Subcommands, command => Assert.Contains($" {command.Name}", row, StringComparison.Ordinal));
    }

    [Fact]
    public void The_settings_page_lists_exactly_the_settings_that_the_code_reads()
    {
        var documented = Document("docs/settings.md").Lines
            .Select(line => SettingRow().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["name"].Value);
        Assert.Equal(SettingNames.InSources().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static MarkdownFile Document(string name) => new(Path.Combine(ProjectFile.Root, name));

    private static bool Exists(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(full))!;
        var isPattern = path.Contains('*', StringComparison.Ordinal) && Directory.Exists(parent);
        return Path.Exists(full) || (isPattern && Directory.GetFiles(parent, Path.GetFileName(full)).Length > 0);
    }

    /// <summary>Whether it begins like a project folder, which has a capital letter, or like another folder in the repository.</summary>
    private static bool LooksLikePath(string code) => RepositoryPath().IsMatch(code);

    [GeneratedRegex(
        @"^([A-Z][a-z][\w.]*|docs|infra|samples|hooks|modules|\.ci)/[\w.*/-]*$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(
        @"^[\w.-]+\.(cs|csproj|props|bicep|bicepparam|sh|ps1)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SettingRow();
}
