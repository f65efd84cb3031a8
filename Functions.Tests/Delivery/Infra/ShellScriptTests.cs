using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Infra;

/// <summary>Every piece of shell in the checkout, read by bash, and by shellcheck where it is installed.</summary>
public sealed partial class ShellScriptTests
{
    private static readonly string WorkflowFolder = Path.Combine(ProjectFile.Root, ".github", "workflows");

    /// <summary>Names that a person can find again, and the scripts.</summary>
    private static readonly Dictionary<string, string> Scripts = Files().Concat(WorkflowSteps()).Concat(DevContainer())
        .ToDictionary(script => script.Name, script => script.Text, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Scripts.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Workflows => [.. Directory.GetFiles(WorkflowFolder).Select(path => Path.GetFileName(path)!)];

    [Fact]
    public void The_scripts_of_hooks_workflows_and_the_container_were_found()
    {
        string[] expected =
        [
            ".ci/run", "infra/hooks/subscribe.sh", "build.yml: Build, lint and test", "azure-dev.yml: Log in azd",
            "azure-dev.yml: Take over the parameters", "devcontainer.json: onCreateCommand",
        ];
        Assert.Empty(expected.Except(Scripts.Keys, StringComparer.Ordinal));
        var steps = Directory.GetFiles(WorkflowFolder).Sum(path => AnyStep().Count(File.ReadAllText(path)));
        Assert.Equal(steps, Scripts.Keys.Count(name => name.Contains(".yml: ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Bash_can_read_a_script(string name) => await AssertCleanAsync("bash", name, "-n");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Shellcheck_has_nothing_to_say_of_a_script(string name) => await AssertCleanAsync("shellcheck", name, "--shell=bash");

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task A_step_takes_no_foreign_text_into_its_script(string workflow)
    {
        // What GitHub fills in before the shell sees it may be anything; environment variables stay what they are.
        Assert.DoesNotContain(
            Scripts.Where(script => script.Key.StartsWith(workflow, StringComparison.Ordinal)),
            script => script.Value.Contains("${{", StringComparison.Ordinal));
        Assert.DoesNotContain("secrets.", await File.ReadAllTextAsync(Path.Combine(WorkflowFolder, workflow)), StringComparison.Ordinal);
    }

    private static async Task AssertCleanAsync(string program, string name, string option)
    {
        Assert.SkipUnless(ProgramsOnPath.Has(program), $"{program} is not installed (apt-get install {program}).");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("script.sh"), Scripts[name]);
        await using var run = await RunningProgram
            .Executable(ProgramsOnPath.Find(program)!, environment: null, folder.Path, option, folder.File("script.sh"))
            .ExitedAsync();
        Assert.Equal((0, string.Empty, string.Empty), (run.ExitCode, run.Output, run.Errors));
    }

    private static IEnumerable<(string Name, string Text)> Files() =>
        Checkout.Files("*.sh").Append(Path.Combine(ProjectFile.Root, ".ci", "run"))
            .Select(path => (Path.GetRelativePath(ProjectFile.Root, path).Replace('\\', '/'), File.ReadAllText(path)));

    /// <summary>The text of a step is on its line, or in the lines below that are indented further.</summary>
    private static IEnumerable<(string Name, string Text)> WorkflowSteps() =>
        from path in Directory.GetFiles(WorkflowFolder)
        from Match step in NamedStep().Matches(File.ReadAllText(path))
        select ($"{Path.GetFileName(path)}: {step.Groups["name"].Value}", step.Groups["text"].Value);

    private static IEnumerable<(string Name, string Text)> DevContainer()
    {
        var container = JsonNode.Parse(File.ReadAllText(Path.Combine(ProjectFile.Root, ".devcontainer", "devcontainer.json")))!;
        return new[] { "onCreateCommand", "postCreateCommand" }
            .Select(command => ($"devcontainer.json: {command}", container[command]!.GetValue<string>()));
    }

    [GeneratedRegex(@"^ *(- )?run:", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyStep();

    [GeneratedRegex(
        @"^      - name: (?<name>.+)\n(        (?!run:).*\n)*        run: (\|\n)?(?<text>.*\n(          .*\n)*)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamedStep();
}
