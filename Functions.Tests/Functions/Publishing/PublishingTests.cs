using System.Text.Json;
using System.Text.RegularExpressions;
using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>The application that is deployed, started as the Functions host starts it.</summary>
public sealed partial class PublishingTests : IClassFixture<PublishedApplication>
{
    /// <summary>The machine code of all assemblies, which themselves hold metadata only.</summary>
    internal const string PrecompiledCode = "CamFunctions.r2r.dll";

    private readonly PublishedApplication published;
    private readonly AzuriteFixture azurite;

    public PublishingTests(PublishedApplication published, AzuriteFixture azurite)
    {
        Assert.SkipWhen(published.Missing is not null, published.Missing ?? string.Empty);
        this.published = published;
        this.azurite = azurite;
    }

    [Fact]
    public void The_folder_has_the_apps_own_files_the_runtime_and_nothing_else()
    {
        string[] own =
        [
            "CamFunctions",
            "CamFunctions.deps.json",
            "CamFunctions.runtimeconfig.json",
            "DeleteResults/function.json",
            "LocalizeImage/function.json",
            "LocalizeOverHttp/function.json",
            "host.json",
            "libonnxruntime.so",
            "libonnxruntime_providers_shared.so",
            "libvips.so.42",
            "model/resnet50-cam-int8.onnx",
            "prediction-record.schema.json",
        ];
        var others = Files().Except(own, StringComparer.Ordinal).ToArray();
        Assert.Empty(own.Except(Files(), StringComparer.Ordinal));
        Assert.All(others, file => Assert.True(file.EndsWith(".dll", StringComparison.Ordinal) || RuntimeFile().IsMatch(file), file));
        Assert.Equal("CamFunctions", JsonDocument.Parse(File.ReadAllBytes(Path.Combine(published.Folder, "host.json"))).RootElement
            .GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString());
    }

    [Fact]
    public void Every_assembly_is_one_that_the_program_needs()
    {
        var assemblies = Files()
            .Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && file != PrecompiledCode)
            .Select(file => file[..^".dll".Length])
            .ToArray();
        // The tests' own output has everything untrimmed, what only a developer's machine needs included.
        var needed = AssemblyClosure.Of(AppContext.BaseDirectory, "CamFunctions");
        Assert.Empty(assemblies.Where(assembly => !IsOfFramework(assembly)).Except(needed, StringComparer.Ordinal));
        Assert.Contains("CamFunctions.Storage", assemblies, StringComparer.Ordinal);
    }

    [Fact]
    public void No_file_holds_a_secret_or_a_path_of_this_machine()
    {
        foreach (var path in Directory.GetFiles(published.Folder, "*.json", SearchOption.AllDirectories).Append(published.Executable))
        {
            // Strings of .NET are UTF-16, others are not; without the zeros between them both read the same.
            var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)).Replace("\0", string.Empty, StringComparison.Ordinal);
            Assert.DoesNotMatch(Secret(), text);
            Assert.DoesNotContain(ProjectFile.Root, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_answers_the_host_and_writes_the_results()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("ü/cat.png", Photographs.Read("chelsea"));
        await store.UploadAsync("broken.jpg", [0xFF, 0xD8, 0xFF]);
        await using var host = await RunningFunctions.StartAsync(azurite, store, settings: null, published.Folder);
        await host.InvokeAsync("ü/cat.png");
        await host.InvokeAsync("broken.jpg");
        await store.AssertLocalizedAsync("ü/cat.png", "Egyptian cat");
        Assert.Equal(ImageErrorCode.Corrupt, (await store.ReadRecordAsync("broken.jpg")).Error!.Code);
    }

    [Theory]
    [InlineData("Geometry", "round", "The setting Geometry")]
    [InlineData("ImageStorage", "", "No storage is set")]
    [InlineData("ModelPath", "/nowhere/model.onnx", "/nowhere/model.onnx")]
    public async Task A_start_that_fails_ends_with_a_sentence_and_an_exit_code_that_the_host_restarts(
        string name,
        string value,
        string words)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{FreePort.Take()}",
            ["ImageStorage"] = azurite.ConnectionString,
            [name] = value,
        };
        await using var program = await RunningProgram.Executable(published.Executable, environment, published.Folder).ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(words, program.Errors, StringComparison.Ordinal);
    }

    private static bool IsOfFramework(string assembly) => new[] { typeof(object), typeof(WebApplication) }
        .Any(type => File.Exists(Path.Combine(Path.GetDirectoryName(type.Assembly.Location)!, $"{assembly}.dll")));

    private string[] Files() =>
    [
        .. Directory.GetFiles(published.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(published.Folder, path)),
    ];

    /// <summary>The native part of the .NET runtime, without its libraries for debuggers and tracers.</summary>
    [GeneratedRegex(
        @"^lib(System\.[\w.]+|clrjit|coreclr|hostfxr|hostpolicy)\.so$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex RuntimeFile();

    /// <summary>Keys of storage accounts and shared access signatures.</summary>
    [GeneratedRegex(@"AccountKey=[A-Za-z0-9+/]{20}|sig=[A-Za-z0-9%]{20}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Secret();
}
