using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

public sealed class BuildTests
{
    /// <summary>The compiler itself does not run, so that no files of the build change while other tests use them.</summary>
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Neither_a_build_nor_an_editor_that_opens_the_solution_prepares_the_model(string isDesignTime)
    {
        using var folder = new TemporaryFolder();
        string[] build =
        [
            "msbuild", "Functions/Functions.csproj", "-t:Compile", "-nologo",
            $"-p:DesignTimeBuild={isDesignTime}", "-p:BuildProjectReferences=false",
            "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
            $"-p:PreparedModelPath={folder.File("model.onnx")}", $"-p:QuantizedModelPath={folder.File("int8.onnx")}",
        ];
        await using var run = await RunningProgram
            .Executable(ProgramsOnPath.Find("dotnet")!, environment: null, ProjectFile.Root, build)
            .ExitedAsync();
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
