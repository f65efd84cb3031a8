using System.Diagnostics;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>The published application folder, published once for all tests that use it.</summary>
public sealed class PublishedApplication : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>What this machine lacks for publishing; <see langword="null"/> if nothing.</summary>
    public string? Missing { get; } = OperatingSystem.IsLinux() && IsOnPath("gcc")
        ? null
        : "Publishing for linux-x64 ahead of time needs Linux with gcc and the C library's headers (apt-get install gcc libc6-dev).";

    public string Folder => folder.Path;

    public string Executable => folder.File("CamFunctions");

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        string[] arguments = ["publish", "Functions", "-c", "Release", "-r", "linux-x64", "-o", Folder];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = ProjectFile.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(publish.ExitCode == 0, await output + await errors);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool IsOnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, program)));
}
