using System.Text.RegularExpressions;
using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>The application that is deployed, started as the Functions host starts it.</summary>
public sealed partial class PublishingTests : IClassFixture<PublishedApplication>
{
    /// <summary>Where the Functions host looks for its own extensions.</summary>
    private const string HostExtensions = ".azurefunctions/";

    private readonly PublishedApplication published;
    private readonly AzuriteFixture azurite;

    public PublishingTests(PublishedApplication published, AzuriteFixture azurite)
    {
        Assert.SkipWhen(published.Missing is not null, published.Missing ?? string.Empty);
        this.published = published;
        this.azurite = azurite;
    }

    [Fact]
    public void The_folder_has_the_apps_own_files_the_hosts_extensions_and_nothing_else()
    {
        string[] own =
        [
            "CamFunctions",
            "CamFunctions.deps.json",
            "CamFunctions.dll",
            "CamFunctions.runtimeconfig.json",
            "extensions.json",
            "functions.metadata",
            "host.json",
            "libonnxruntime.so",
            "libonnxruntime_providers_shared.so",
            "libvips.so.42",
            "model/resnet50-cam-int8.onnx",
            "model/resnet50-cam-int8.onnx.amx",
            "model/resnet50-cam-int8.onnx.data",
            "prediction-record.schema.json",
            "worker.config.json",
        ];
        var others = Files().Except(own, StringComparer.Ordinal).ToArray();
        Assert.Empty(own.Except(Files(), StringComparer.Ordinal));
        Assert.All(others, file => Assert.True(
            file.EndsWith(".dll", StringComparison.Ordinal) || file.StartsWith(HostExtensions, StringComparison.Ordinal), file));
        Assert.DoesNotContain(others, file => file.StartsWith($"{HostExtensions}runtimes", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_assembly_is_one_that_the_program_needs()
    {
        var assemblies = Files()
            .Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !file.StartsWith(HostExtensions, StringComparison.Ordinal))
            .Select(file => file[..^".dll".Length])
            .ToArray();
        var needed = AssemblyClosure.Of(published.Folder, "CamFunctions");
        // The worker SDK's package depends on it, its assembly does not.
        Assert.Equal(["Grpc.Net.ClientFactory"], assemblies.Except(needed, StringComparer.Ordinal), StringComparer.Ordinal);
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
            ["ImageStorage"] = azurite.ConnectionString,
            [name] = value,
        };
        await using var host = await TestHost.StartAsync();
        await using var program = await RunningProgram
            .Executable(published.Executable, environment, published.Folder, host.Arguments)
            .ExitedAsync();
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(words, program.Errors, StringComparison.Ordinal);
    }

    private string[] Files() =>
    [
        .. Directory.GetFiles(published.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(published.Folder, path)),
    ];

    /// <summary>Keys of storage accounts and shared access signatures.</summary>
    [GeneratedRegex(@"AccountKey=[A-Za-z0-9+/]{20}|sig=[A-Za-z0-9%]{20}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Secret();
}
