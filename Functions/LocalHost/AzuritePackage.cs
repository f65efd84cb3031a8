using System.ComponentModel;
using System.Diagnostics;

namespace CamFunctions.LocalHost;

/// <summary>Azurite as an npm package of the checkout.</summary>
internal static class AzuritePackage
{
    private static readonly string Script = Path.Combine("node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>The path of Azurite's script; it is installed first where it is missing, which takes some seconds once.</summary>
    /// <exception cref="LocalHostException">There is no checkout to install it in, or npm fails.</exception>
    public static async Task<string> InstalledScriptAsync(string? projectFolder, Action<string> say, CancellationToken cancellation)
    {
        if (projectFolder is null)
        {
            throw new LocalHostException(
                "The storage emulator does not answer, and this is not a checkout that it could be installed in. " +
                "Start Azurite, or set ImageStorage to a storage account.");
        }

        var script = Path.Combine(projectFolder, Script);
        if (!File.Exists(script))
        {
            say("Installing Azurite, the storage emulator, with npm (once) ...");
            await InstallAsync(projectFolder, cancellation);
        }

        return script;
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellation)
    {
        using var npm = StartNpm(folder);
        try
        {
            var (output, errors) = (npm.StandardOutput.ReadToEndAsync(cancellation), npm.StandardError.ReadToEndAsync(cancellation));
            await npm.WaitForExitAsync(cancellation);
            _ = await output;
            if (npm.ExitCode != 0)
            {
                throw new LocalHostException($"'npm ci' could not install Azurite in {folder}: {LastLine(await errors)} Check the network and try again.");
            }
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process StartNpm(string folder)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", "npm", "ci", "--no-audit", "--no-fund"])
            : new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]);
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
            throw new LocalHostException("npm was not found. Install Node.js 20 or later, which brings it, or set ImageStorage to a storage account.");
        }
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no details.";
}
