using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CamFunctions.Functions;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Workstation;

namespace CamFunctions.Tests.Docs;

/// <summary>
/// What docs/func.md promises those who type 'func start' in the output folder. The tests' own output has the same files, because it
/// copies those of the functions.
/// </summary>
public sealed partial class FuncDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(ProjectFile.Root, "docs", "func.md"));

    private static readonly string Sample = Path.Combine(ProjectFile.Root, "local.settings.sample.json");

    private static string Folder => AppContext.BaseDirectory;

    [Fact]
    public void The_folder_has_all_that_the_host_reads_and_starts()
    {
        Assert.All(
            ["host.json", "worker.config.json", "extensions.json", "functions.metadata", "CamFunctions.dll", "local.settings.json"],
            file => Assert.True(File.Exists(Path.Combine(Folder, file)), file));
        Assert.True(Directory.Exists(Path.Combine(Folder, ".azurefunctions")), "The host's extensions are in the folder.");
        // The model is not in the folder, so that a build downloads nothing.
        Assert.Contains("    export ModelPath=", Document, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_settings_are_those_that_the_genuine_host_read()
    {
        var settings = Values();
        var metadata = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "functions.metadata")))!.AsArray();
        var binding = metadata.Single(function => function!["name"]!.GetValue<string>() == nameof(LocalizeImage))!["bindings"]![0]!;
        string[] asked =
        [
            // The host's own storage, the kind of the app, the trigger's connection, and what is between percent signs.
            "AzureWebJobsStorage",
            "FUNCTIONS_WORKER_RUNTIME",
            binding["connection"]!.GetValue<string>(),
            Placeholder().Match(binding["path"]!.GetValue<string>()).Groups["setting"].Value,
        ];
        Assert.Empty(asked.Except(settings.Keys, StringComparer.Ordinal));
        Assert.Equal("dotnet-isolated", settings["FUNCTIONS_WORKER_RUNTIME"]);
    }

    [Fact]
    public void The_event_names_the_function_and_an_image_in_the_container_that_is_set()
    {
        Assert.Contains($"functionName=Host.Functions.{nameof(LocalizeImage)}' ", Document, StringComparison.Ordinal);
        var created = Assert.Single(JsonNode.Parse(Event().Match(Document).Groups["json"].Value)!.AsArray())!;
        var images = ContainerNames.Read(TestSettings.Of()).Images;
        Assert.Equal($"/blobServices/default/containers/{images}/blobs/cat.png", created["subject"]!.GetValue<string>());
        var emulator = StorageConnection.Read(TestSettings.Of((StorageConnection.Name, StorageConnection.Emulator)));
        Assert.Equal($"{emulator.Blobs.Uri}/{images}/cat.png", created["data"]!["url"]!.GetValue<string>());
    }

    [Fact]
    public void The_build_puts_the_settings_where_the_document_says()
    {
        var built = Path.Combine(ProjectFile.Root, FolderLine().Match(Document).Groups["folder"].Value, LocalSettings.FileName);
        var own = Path.Combine(ProjectFile.Root, LocalSettings.FileName);
        Assert.Equal(File.ReadAllText(File.Exists(own) ? own : Sample), File.ReadAllText(built));
    }

    private static Dictionary<string, string> Values() => JsonNode.Parse(File.ReadAllText(Sample))!["Values"]!.AsObject()
        .ToDictionary(value => value.Key, value => value.Value!.GetValue<string>(), StringComparer.Ordinal);

    [GeneratedRegex(@"^%(?<setting>\w+)%/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"--data '(?<json>\[[^']+\])'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Event();

    [GeneratedRegex(@"^    cd (?<folder>\S+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FolderLine();
}
