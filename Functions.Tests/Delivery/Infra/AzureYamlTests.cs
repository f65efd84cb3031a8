using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Infra;

/// <summary>azure.yaml against the files that it names.</summary>
public sealed partial class AzureYamlTests
{
    private static readonly string AzureYaml = File.ReadAllText(Path.Combine(ProjectFile.Root, "azure.yaml"));

    [Fact]
    public void The_service_is_the_only_project_of_its_folder_which_azd_publishes()
    {
        var folder = Service().Match(AzureYaml).Groups["folder"].Value;
        var project = Assert.Single(Directory.GetFiles(Path.Combine(ProjectFile.Root, folder), "*.*proj"));
        Assert.Equal("Functions.csproj", Path.GetFileName(project));
    }

    [Fact]
    public void Only_the_subscription_is_left_to_a_hook_which_exists_for_both_shells()
    {
        var hooks = Run().Matches(AzureYaml).Select(match => match.Groups["path"].Value).ToArray();
        Assert.Equal(["infra/hooks/subscribe.sh", "infra/hooks/subscribe.ps1"], hooks, StringComparer.Ordinal);
        Assert.All(hooks, path => Assert.True(File.Exists(Path.Combine(ProjectFile.Root, path)), path));
    }

    [Fact]
    public void Every_parameter_goes_to_the_pipeline_except_an_address_that_may_end_with_a_key()
    {
        var parameters = File.ReadAllText(Path.Combine(Bicep.Folder, "main.bicepparam"));
        var variables = Variable().Matches(AzureYaml).Select(match => match.Groups["name"].Value);
        Assert.Equal(
            ["CAM_RESULTS_WEBHOOK"],
            Parameter().Matches(parameters).Select(match => match.Groups["name"].Value).Except(variables, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [GeneratedRegex(
        @"^    host: function\n    language: dotnet\n    project: (?<folder>\w+)$",
        RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Service();

    [GeneratedRegex(@"^ +run: (?<path>.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Run();

    [GeneratedRegex(@"^    - (?<name>CAM_\w+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>CAM_\w+)'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
