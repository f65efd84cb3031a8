using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Infra;

/// <summary>The Bicep command line, on the files of infra.</summary>
internal static class Bicep
{
    private static readonly string Executable = typeof(Bicep).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(fact => fact.Key == "BicepPath").Value!;

    /// <summary>Each run takes seconds, and tests ask for the same again.</summary>
    private static readonly ConcurrentDictionary<string, Task<JsonArray>> Predicted = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Task<(int ExitCode, string Output, string Errors)>> Built =
        new(StringComparer.Ordinal);

    public static string Folder => Path.Combine(ProjectFile.Root, "infra");

    public static void SkipUnlessThere() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
        "The Bicep command line that the tests restore is the one for linux-x64.");

    /// <summary>A template, modules included, as Azure Resource Manager gets it.</summary>
    public static async Task<JsonNode> BuildAsync(string file) => JsonNode.Parse((await BuildOnceAsync(file)).Output)!;

    /// <summary>What the compiler and the linter, which runs with it, report of a file; empty if there is nothing.</summary>
    public static async Task<string> LintAsync(string file)
    {
        var (exitCode, _, errors) = await BuildOnceAsync(file);
        return exitCode == 0 ? errors : $"exit code {exitCode}: {errors}";
    }

    /// <summary>The resources that a deployment would make, as far as they can be told without Azure.</summary>
    /// <param name="parameters">A bicepparam file of infra.</param>
    /// <param name="environment">The environment variables that it reads.</param>
    public static Task<JsonArray> PredictAsync(string parameters, params (string Name, string Value)[] environment) =>
        Predicted.GetOrAdd(
            string.Join('\n', [parameters, .. environment.Select(variable => $"{variable.Name}={variable.Value}")]),
            _ => RunPredictionAsync(parameters, environment));

    private static Task<(int ExitCode, string Output, string Errors)> BuildOnceAsync(string file) =>
        Built.GetOrAdd(file, _ => RunAsync(["build", Path.Combine(Folder, file), "--stdout"]));

    /// <summary>What is said of parameters that a template refuses.</summary>
    public static async Task<string> RefusalAsync(string parameters, params (string Name, string Value)[] environment)
    {
        using var copy = new TemporaryFolder();
        var (exitCode, _, errors) = await SnapshotAsync(copy, parameters, environment);
        Assert.NotEqual(0, exitCode);
        return errors;
    }

    private static async Task<JsonArray> RunPredictionAsync(string parameters, (string Name, string Value)[] environment)
    {
        using var copy = new TemporaryFolder();
        var (exitCode, output, errors) = await SnapshotAsync(copy, parameters, environment);
        Assert.True(exitCode == 0, output + errors);
        var snapshot = await File.ReadAllTextAsync(copy.File(Path.ChangeExtension(parameters, ".snapshot.json")));
        return JsonNode.Parse(snapshot)!["predictedResources"]!.AsArray();
    }

    private static Task<(int ExitCode, string Output, string Errors)> SnapshotAsync(
        TemporaryFolder copy,
        string parameters,
        (string Name, string Value)[] environment)
    {
        // The snapshot is written beside the parameters, so they are copied; several tests do this at once.
        foreach (var path in Directory.GetFiles(Folder, "*.*", SearchOption.AllDirectories))
        {
            var target = copy.File(Path.GetRelativePath(Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }

        return RunAsync(
            [
                "snapshot", copy.File(parameters), "--mode", "overwrite", "--location", "westeurope",
                "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-000000000002",
                .. parameters.StartsWith("main", StringComparison.Ordinal) ? [] : new[] { "--resource-group", "rg-demo" },
            ],
            environment);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] arguments,
        params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The runtime in it wants no library for languages, which bare machines lack.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var bicep = Process.Start(start)!;
        var (output, errors) = (bicep.StandardOutput.ReadToEndAsync(), bicep.StandardError.ReadToEndAsync());
        await bicep.WaitForExitAsync();
        return (bicep.ExitCode, await output, await errors);
    }
}
