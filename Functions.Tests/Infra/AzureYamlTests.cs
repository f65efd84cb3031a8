using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Infra;

/// <summary>azure.yaml against the files that it names.</summary>
public sealed partial class AzureYamlTests
{
    private static readonly string AzureYaml = File.ReadAllText(Path.Combine(ProjectFile.Root, "azure.yaml"));

    [Fact]
    public void It_deploys_the_file_that_the_hooks_write()
    {
        var package = Dist().Match(AzureYaml).Groups["path"].Value;
        Assert.EndsWith(".zip", package, StringComparison.Ordinal);
        Assert.Contains($"package={package}\n", Hook("publish.sh"), StringComparison.Ordinal);
        Assert.Contains($"$package = '{package}'\n", Hook("publish.ps1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_hook_exists_for_both_shells()
    {
        var hooks = Run().Matches(AzureYaml).Select(match => match.Groups["path"].Value).ToArray();
        Assert.Equal(4, hooks.Length);
        Assert.All(hooks, path => Assert.True(File.Exists(Path.Combine(ProjectFile.Root, path)), path));
    }

    [Fact]
    public void Every_parameter_goes_to_the_pipeline()
    {
        var parameters = File.ReadAllText(Path.Combine(Bicep.Folder, "main.bicepparam"));
        var variables = Variable().Matches(AzureYaml).Select(match => match.Groups["name"].Value);
        Assert.Empty(Parameter().Matches(parameters).Select(match => match.Groups["name"].Value).Except(variables, StringComparer.Ordinal));
    }

    private static string Hook(string name) => File.ReadAllText(Path.Combine(Bicep.Folder, "hooks", name));

    [GeneratedRegex(@"^    dist: (?<path>.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dist();

    [GeneratedRegex(@"^ +run: (?<path>.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Run();

    [GeneratedRegex(@"^    - (?<name>CAM_\w+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>CAM_\w+)'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
