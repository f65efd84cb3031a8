using System.Diagnostics;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

public sealed class DesignTimeBuildTests
{
    [Fact]
    public async Task An_editor_that_opens_the_solution_starts_no_download_of_the_model()
    {
        using var folder = new TemporaryFolder();
        using var build = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "msbuild", "Functions/Functions.csproj", "-t:Compile", "-nologo",
                "-p:DesignTimeBuild=true", "-p:BuildProjectReferences=false",
                "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
                $"-p:PreparedModelPath={folder.File("model.onnx")}",
            ])
        {
            WorkingDirectory = ProjectFile.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, output);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
