using System.Reflection;
using System.Text.Json;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>The model that <c>dotnet publish</c> takes, chosen by variables that azd passes on.</summary>
public sealed class PublishedModelTests
{
    /// <summary>That of the tests, in which the command line is built that checks a model.</summary>
    private static readonly string Configuration =
        typeof(PublishedModelTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    [Theory]
    [InlineData(null, null, "", "int8")]
    [InlineData(null, "float32", "", "float32")]
    [InlineData("samples/my cam.onnx", null, "samples/my cam.onnx", "int8")]
    public async Task Variables_of_the_azd_environment_choose_it(
        string? file,
        string? precision,
        string published,
        string publishedPrecision)
    {
        await using var run = await RunAsync(file, precision, "-getProperty:CamModelFile", "-getProperty:CamPrecision");
        var properties = JsonDocument.Parse(run.Output).RootElement.GetProperty("Properties");
        Assert.Equal(
            (published.Length == 0 ? published : Path.Combine(ProjectFile.Root, published), publishedPrecision),
            (properties.GetProperty("CamModelFile").GetString(), properties.GetProperty("CamPrecision").GetString()));
    }

    [Theory]
    [InlineData("nowhere.onnx", null, "nowhere.onnx, which is not a file")]
    [InlineData(null, "half", "CAM_PRECISION is half; it must be int8 or float32.")]
    [InlineData("Functions.Tests/TestData/Onnx/global_max-legacy17dyn.onnx", null, "cam import")]
    public async Task A_model_that_the_worker_could_not_load_is_an_error(string? file, string? precision, string sentence)
    {
        await using var run = await RunAsync(file, precision, "-t:CheckPublishedModel");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(sentence, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prepared_model_passes()
    {
        await using var run = await RunAsync(ModelFixture.QuantizedPath, precision: null, "-t:CheckPublishedModel");
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }

    private static async Task<RunningProgram> RunAsync(string? file, string? precision, params string[] arguments)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (file is not null)
        {
            variables["CAM_MODEL_FILE"] = file;
        }

        if (precision is not null)
        {
            variables["CAM_PRECISION"] = precision;
        }

        string[] msbuild =
            ["msbuild", "Functions/Functions.csproj", "-nologo", "-p:_IsPublishing=true", $"-p:Configuration={Configuration}"];
        return await RunningProgram
            .Executable(ProgramsOnPath.Find("dotnet")!, variables, ProjectFile.Root, [.. msbuild, .. arguments])
            .ExitedAsync();
    }
}
