using System.Diagnostics;

namespace CamFunctions.Benchmarks.Chaos.Programs;

/// <summary>The program <c>cam</c> of this build, in a process of its own.</summary>
internal static class CamProgram
{
    /// <param name="settings">Its settings.</param>
    /// <param name="arguments">Its command line.</param>
    public static Process Start(IEnumerable<KeyValuePair<string, string>> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cam.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A folder without a local.settings.json of the developer.
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its exit code and all that it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IEnumerable<KeyValuePair<string, string>> settings, CancellationToken cancellation, params string[] arguments)
    {
        using var process = Start(settings, arguments);
        var output = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, string.Concat(output));
    }
}
