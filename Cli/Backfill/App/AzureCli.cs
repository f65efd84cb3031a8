using System.ComponentModel;
using System.Diagnostics;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>Asks the installed Azure CLI.</summary>
internal static class AzureCli
{
    /// <param name="question">Its arguments, without the output format.</param>
    /// <param name="cancellation">Kills it and everything that it started.</param>
    /// <returns>The answer, or the first line of its error message.</returns>
    public static async Task<(string? Answer, string? Problem)> AskAsync(IReadOnlyList<string> question, CancellationToken cancellation)
    {
        using var az = Start([.. question, "--output", "tsv", "--only-show-errors"]);
        if (az is null)
        {
            return (null, "az was not found.");
        }

        try
        {
            var (output, errors) = (az.StandardOutput.ReadToEndAsync(cancellation), az.StandardError.ReadToEndAsync(cancellation));
            await az.WaitForExitAsync(cancellation);
            return az.ExitCode == 0 ? ((await output).Trim(), null) : (null, (await errors).Trim().Split('\n')[0].TrimEnd());
        }
        catch (OperationCanceledException)
        {
            az.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process? Start(string[] arguments)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd.exe", ["/c", "az", .. arguments]) : new("az", arguments);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
