using System.Text.Json;
using System.Text.RegularExpressions;
using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>The published native executable, started as the Functions host starts it.</summary>
public sealed partial class PublishingTests : IClassFixture<PublishedApplication>
{
    private readonly PublishedApplication published;
    private readonly AzuriteFixture azurite;

    public PublishingTests(PublishedApplication published, AzuriteFixture azurite)
    {
        Assert.SkipWhen(published.Missing is not null, published.Missing ?? string.Empty);
        this.published = published;
        this.azurite = azurite;
    }

    [Fact]
    public void The_folder_contains_exactly_the_expected_files()
    {
        var files = Directory.GetFiles(published.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(published.Folder, path))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "CamFunctions",
                "LocalizeImage/function.json",
                "host.json",
                "libonnxruntime.so",
                "libonnxruntime_providers_shared.so",
                "libvips.so.42",
                "model/resnet50-cam.onnx",
                "prediction-record.schema.json",
            ],
            files,
            StringComparer.Ordinal);
        Assert.Equal("CamFunctions", JsonDocument.Parse(File.ReadAllBytes(Path.Combine(published.Folder, "host.json"))).RootElement
            .GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString());
    }

    [Fact]
    public void No_file_holds_a_secret_or_a_path_of_this_machine()
    {
        foreach (var path in Directory.GetFiles(published.Folder, "*.json", SearchOption.AllDirectories).Append(published.Executable))
        {
            // .NET strings are UTF-16. Without the zero bytes, they read the same as other strings.
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
    public async Task A_failed_start_prints_a_message_and_exits_with_a_code_that_the_host_restarts(string name, string value, string words)
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

    /// <summary>Keys of storage accounts and shared access signatures.</summary>
    [GeneratedRegex(@"AccountKey=[A-Za-z0-9+/]{20}|sig=[A-Za-z0-9%]{20}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Secret();
}
