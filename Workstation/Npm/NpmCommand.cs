using System.ComponentModel;
using System.Diagnostics;

namespace CamFunctions.Workstation.Npm;

/// <summary>Runs the installed npm.</summary>
public static class NpmCommand
{
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Kills npm and everything that it started.</param>
    /// <returns><see langword="null"/> on success, otherwise npm's error message.</returns>
    /// <exception cref="NpmMissingException">npm is not installed.</exception>
    public static async Task<string?> RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var npm = Start(folder, arguments);
        try
        {
            var (output, errors) = (npm.StandardOutput.ReadToEndAsync(cancellation), npm.StandardError.ReadToEndAsync(cancellation));
            await npm.WaitForExitAsync(cancellation);
            _ = await output;
            return npm.ExitCode == 0 ? null : Reason(await errors);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(string folder, IReadOnlyList<string> arguments)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", "npm", .. arguments])
            : new ProcessStartInfo("npm", arguments);
        start.WorkingDirectory = folder;
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new NpmMissingException();
        }
    }

    /// <summary>npm explains a failure in lines that begin with "npm error"; the first of them names the cause.</summary>
    private static string Reason(string errors) =>
        errors.Split('\n', StringSplitOptions.TrimEntries)
            .FirstOrDefault(line => line.StartsWith("npm error", StringComparison.OrdinalIgnoreCase))
        ?? "npm gave no reason.";
}
