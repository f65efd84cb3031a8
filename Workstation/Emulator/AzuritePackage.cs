using CamFunctions.Workstation.Npm;

namespace CamFunctions.Workstation.Emulator;

/// <summary>Azurite, installed as an npm package in the checkout.</summary>
internal static class AzuritePackage
{
    private static readonly string Script = Path.Combine("node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>Returns the path of Azurite's script, installing it first if it is missing.</summary>
    /// <exception cref="EmulatorException">There is no checkout to install it in, or npm failed.</exception>
    public static async Task<string> InstalledScriptAsync(string? projectFolder, Action<string> writeLine, CancellationToken cancellation)
    {
        if (projectFolder is null)
        {
            throw new EmulatorException(
                "The storage emulator does not answer, and there is no checkout to install it in. " +
                "Start Azurite, or set ImageStorage to a storage account.");
        }

        var script = Path.Combine(projectFolder, Script);
        if (!File.Exists(script))
        {
            writeLine("Installing Azurite, the storage emulator, with npm (once) ...");
            await InstallAsync(projectFolder, cancellation);
        }

        return script;
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            if (await NpmCommand.RunAsync(folder, ["ci", "--omit=dev", "--no-audit", "--no-fund"], cancellation) is { } reason)
            {
                throw new EmulatorException($"'npm ci' could not install Azurite in {folder}: {reason} Check the network and try again.");
            }
        }
        catch (NpmMissingException exception)
        {
            throw new EmulatorException($"{exception.Message} Or set ImageStorage to a storage account.");
        }
    }
}
