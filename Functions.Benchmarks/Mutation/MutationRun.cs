using System.Diagnostics;

namespace CamFunctions.Benchmarks.Mutation;

/// <summary>
/// Applies each mutant to a copy of the checkout, builds its project alone, and runs the tests that cover it. A mutant that no test
/// notices has survived.
/// </summary>
internal sealed class MutationRun(string checkout, string copy)
{
    private const string Output = "bin/Debug/net10.0";

    /// <summary>For a build or the tests of one mutant.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Analyzers would refuse many mutants, for a parameter that is not used any more.</summary>
    private static readonly string[] BuildOptions =
        ["--no-dependencies", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false"];

    /// <param name="part">Only the mutants of files whose path contains this.</param>
    /// <returns>The exit code: 0 if every mutant was killed.</returns>
    public static async Task<int> RunAsync(string part)
    {
        var checkout = Environment.CurrentDirectory;
        var mutants = Mutant.ReadAll(Path.Combine(checkout, "Functions.Benchmarks", "Mutation", "mutants.json"))
            .Where(mutant => mutant.File.Contains(part, StringComparison.Ordinal))
            .ToArray();
        var copy = Path.Combine(Path.GetTempPath(), $"cam-mutants-{Environment.ProcessId}");
        var run = new MutationRun(checkout, copy);
        try
        {
            await run.PrepareAsync();
            var survivors = 0;
            foreach (var mutant in mutants)
            {
                var outcome = await run.TryAsync(mutant);
                survivors += outcome == "killed" ? 0 : 1;
                Console.WriteLine($"{outcome,-10} {mutant.File}: {mutant.Find.Trim()} -> {mutant.Replace.Trim()}");
            }

            Console.WriteLine($"{mutants.Length - survivors} of {mutants.Length} mutants killed.");
            return survivors == 0 ? 0 : 1;
        }
        finally
        {
            await run.RunAsync("git", "-C", checkout, "worktree", "remove", "--force", copy);
        }
    }

    private async Task PrepareAsync()
    {
        await MustAsync("git", "-C", checkout, "worktree", "add", "--detach", copy, "HEAD");
        foreach (var shared in new[] { "node_modules", "artifacts" })
        {
            Directory.CreateSymbolicLink(Path.Combine(copy, shared), Path.Combine(checkout, shared));
        }

        await MustAsync("dotnet", "build", Path.Combine(copy, "Functions.Tests"));
    }

    /// <returns>killed, survived, or why it could not be tried.</returns>
    private async Task<string> TryAsync(Mutant mutant)
    {
        var source = Path.Combine(copy, mutant.File);
        var original = await File.ReadAllTextAsync(source);
        if (original.Split(mutant.Find).Length != 2)
        {
            return "not found";
        }

        var tested = Path.Combine(copy, "Functions.Tests", Output, mutant.Assembly);
        var sound = await File.ReadAllBytesAsync(tested);
        try
        {
            await File.WriteAllTextAsync(source, original.Replace(mutant.Find, mutant.Replace, StringComparison.Ordinal));
            if ((await RunAsync("dotnet", ["build", Path.Combine(copy, mutant.Project), .. BuildOptions])).ExitCode != 0)
            {
                return "no build";
            }

            File.Copy(Path.Combine(copy, mutant.Project, Output, mutant.Assembly), tested, overwrite: true);
            var (exitCode, output) = await TestAsync(mutant.Tests);
            return output.Contains("Total: 0,", StringComparison.Ordinal) ? "no tests" : exitCode == 0 ? "survived" : "killed";
        }
        finally
        {
            await File.WriteAllTextAsync(source, original);
            await File.WriteAllBytesAsync(tested, sound);
        }
    }

    private Task<(int ExitCode, string Output)> TestAsync(IEnumerable<string> classes) => RunAsync(
        "dotnet",
        [
            Path.Combine(copy, "Functions.Tests", Output, "CamFunctions.Tests.dll"), "-noColor", "-noLogo", "-stopOnFail",
            .. classes.SelectMany(name => new[] { "-class", $"*.{name}" }),
        ]);

    private async Task MustAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(program, arguments);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} has failed: {output}");
        }
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.Exists(copy) ? copy : checkout,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            // Tests that never end have noticed the mutant, too.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        return (process.ExitCode, await output + await errors);
    }
}
