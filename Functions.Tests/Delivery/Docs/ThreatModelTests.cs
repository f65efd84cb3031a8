using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Docs;

/// <summary>The threat model names real tests, so that no control loses its test unnoticed.</summary>
public sealed partial class ThreatModelTests
{
    private const string Header = "| threat | control | test |";

    [Fact]
    public void Each_test_that_it_names_exists_and_each_threat_names_one()
    {
        var document = new MarkdownFile(Path.Combine(ProjectFile.Root, "docs", "threat-model.md"));
        var named = document.Code.Select(code => NameOfTest().Match(code)).Where(match => match.Success).ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, match => Assert.True(
            Exists(match.Groups["type"].Value, match.Groups["method"].Value), $"{match.Value} does not exist."));
        var threats = document.Lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line != Header);
        Assert.All(threats, line => Assert.True(
            line.Contains("Tests.", StringComparison.Ordinal) || line.Contains("| none: ", StringComparison.Ordinal), $"No test: {line}"));
    }

    private static bool Exists(string type, string method) => Checkout.Files($"{type}.cs")
        .Any(path => Tests().Matches(File.ReadAllText(path)).Any(match => match.Groups["method"].Value == method));

    [GeneratedRegex(
        @"\[(Fact|Theory)\b.*?\bpublic (async Task|Task|void) (?<method>\w+)\(",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tests();

    [GeneratedRegex(@"^(?<type>\w+Tests)\.(?<method>\w+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameOfTest();
}
