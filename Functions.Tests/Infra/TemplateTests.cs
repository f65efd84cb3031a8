using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using CamFunctions.LocalHost.Queues;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Framing;
using CamFunctions.Storage.Blobs;
using CamFunctions.Functions.Handler;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Infra;

/// <summary>The Bicep templates against the code that they are for: what a deployment would make, predicted without Azure.</summary>
public sealed class TemplateTests
{
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    private static readonly (string, string)[] Named = [("AZURE_ENV_NAME", "demo"), ("AZURE_LOCATION", "westeurope")];

    public TemplateTests() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
        "The Bicep command line that the tests restore is the one for linux-x64.");

    /// <summary>What is deployed; the modules are compiled and linted with it.</summary>
    public static TheoryData<string> Templates => ["main.bicep", "subscription.bicep"];

    [Fact]
    public async Task Every_module_is_part_of_the_main_template()
    {
        var main = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "main.bicep"));
        var modules = Directory.GetFiles(Path.Combine(Bicep.Folder, "modules"));
        Assert.NotEmpty(modules);
        Assert.All(modules, path => Assert.Contains($"'modules/{Path.GetFileName(path)}'", main, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_template_has_neither_errors_nor_warnings(string file) => Assert.Equal(string.Empty, await Bicep.LintAsync(Path.Combine(Bicep.Folder, file)));

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Every_parameter_and_output_is_described(string file)
    {
        var template = await Bicep.BuildAsync(file);
        var resources = template["resources"] is JsonObject named ? named.Select(resource => resource.Value) : template["resources"]!.AsArray();
        var modules = resources.Select(resource => resource!["properties"]?["template"]).OfType<JsonNode>().ToArray();
        Assert.Equal(file == "main.bicep" ? 6 : 0, modules.Length);
        foreach (var described in modules.Append(template).SelectMany(part => new[] { part["parameters"], part["outputs"] }).OfType<JsonNode>())
        {
            Assert.All(described.AsObject(), entry => Assert.NotEmpty(entry.Value!["metadata"]!["description"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task No_template_reads_a_key()
    {
        foreach (var file in new[] { "main.bicep", "subscription.bicep" })
        {
            var template = (await Bicep.BuildAsync(file)).ToJsonString();
            Assert.DoesNotContain("listKeys", template, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("AccountKey", template, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Containers_are_those_of_the_code_and_private()
    {
        var containers = Of(await PredictAsync(), "Microsoft.Storage/storageAccounts/blobServices/containers");
        var standard = ContainerNames.Read(AzuriteFixture.SettingsOf());
        Assert.Equal(
            new[] { standard.Images, standard.Overlays, "packages", standard.Predictions }.Order(StringComparer.Ordinal),
            containers.Select(container => Text(container, "name").Split('/')[^1]).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.All(containers, container => Assert.Equal("None", Text(container["properties"]!, "publicAccess")));
    }

    [Fact]
    public async Task The_settings_of_the_app_are_read_by_the_code_and_mean_what_the_parameters_say()
    {
        var settings = await AppSettingsAsync(
            ("CAM_IMAGES_CONTAINER", "photos"), ("CAM_OVERLAYS_CONTAINER", "maps"), ("CAM_PREDICTIONS_CONTAINER", "answers"),
            ("CAM_GEOMETRY", "crop"), ("CAM_INPUT_SIDE", "256"), ("CAM_MODEL_PATH", "/models/my-cam.onnx"), ("CAM_FURTHER_SETTINGS", "{\"Top\":\"3\"}"));
        var read = AzuriteFixture.SettingsOf([.. settings]);
        var processing = ProcessorSettings.Read(read);
        Assert.Equal(new ContainerNames("photos", "maps", "answers"), ContainerNames.Read(read));
        Assert.Equal((Geometry.Crop, 256, 3), (processing.Options.Geometry, processing.Options.InputSide, processing.Options.Top));
        Assert.Equal("/models/my-cam.onnx", processing.ModelPath);
    }

    [Fact]
    public async Task Where_a_parameter_is_left_alone_the_codes_own_value_holds()
    {
        var deployed = AzuriteFixture.SettingsOf([.. await AppSettingsAsync()]);
        var defaults = AzuriteFixture.SettingsOf();
        Assert.Equal(ProcessorSettings.Read(defaults), ProcessorSettings.Read(deployed));
        Assert.Equal(ContainerNames.Read(defaults), ContainerNames.Read(deployed));
    }

    [Fact]
    public async Task Storage_is_reached_by_identity_under_the_connections_name_of_function_json()
    {
        var settings = await AppSettingsAsync();
        var binding = (await ReadJsonAsync("Functions", "LocalizeImage", "function.json"))["bindings"]![0]!;
        Assert.Equal(StorageConnection.Name, Text(binding, "connection"));
        Assert.Equal("%ImagesContainer%/{name}", Text(binding, "path"));
        Assert.Contains(settings, setting => setting.Name == "ImagesContainer");
        Assert.DoesNotContain(settings, setting => setting.Name is StorageConnection.Name or "AzureWebJobsStorage" or "FUNCTIONS_WORKER_RUNTIME");
        foreach (var connection in new[] { StorageConnection.Name, "AzureWebJobsStorage" })
        {
            Assert.Contains(($"{connection}__credential", "managedidentity"), settings);
            Assert.Contains(settings, setting => setting.Name == $"{connection}__clientId");
        }

        // The template's expressions for addresses, as Azure would fill them in.
        var filled = settings.Select(setting => setting.Name.EndsWith("ServiceUri", StringComparison.Ordinal) ? (setting.Name, "https://account.blob.core.windows.net") : setting);
        Assert.NotNull(QueueStorage.Connect(StorageConnection.Read(AzuriteFixture.SettingsOf([.. filled]))));
    }

    [Fact]
    public async Task Concurrency_overrides_the_place_in_host_json_where_it_is_set()
    {
        const string Setting = "AzureFunctionsJobHost__extensions__blobs__maxDegreeOfParallelism";
        Assert.DoesNotContain(await AppSettingsAsync(), setting => setting.Name == Setting);
        Assert.Contains((Setting, "4"), await AppSettingsAsync(("CAM_CONCURRENCY", "4")));
        JsonNode? place = await ReadJsonAsync("Functions", "host.json");
        foreach (var name in Setting.Split("__").Skip(1))
        {
            place = place![name];
        }

        // Two images of the largest size at once fit an instance of the standard memory; see the README for the measurement.
        Assert.Equal(2, place!.GetValue<int>());
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task The_identity_has_the_roles_that_are_documented_and_no_others(string separate)
    {
        var resources = await PredictAsync(("CAM_SEPARATE_DATA_ACCOUNT", separate));
        var roles = Of(resources, "Microsoft.Authorization/roleAssignments").ToLookup(
            role => Text(role, "id").Split('/') is var parts && parts.Contains("Microsoft.Insights", StringComparer.Ordinal) ? "insights" : parts[Array.IndexOf(parts, "storageAccounts") + 1][..7],
            role => Text(role["properties"]!, "roleDefinitionId").Split('/')[^1].TrimEnd(']', ')', '\''),
            StringComparer.Ordinal);
        string[] host = [BlobDataOwner, QueueDataContributor, TableDataContributor];
        AssertSame(host, roles["camhost"]);
        AssertSame(separate == "true" ? [BlobDataOwner, QueueDataContributor] : [], roles["camdata"]);
        AssertSame([MonitoringMetricsPublisher], roles["insights"]);
        Assert.All(Of(resources, "Microsoft.Authorization/roleAssignments"), role => Assert.Equal("ServicePrincipal", Text(role["properties"]!, "principalType")));
    }

    [Fact]
    public async Task Accounts_are_closed_and_everything_is_tagged()
    {
        var resources = await PredictAsync(("CAM_TAGS", "{\"owner\":\"me\"}"));
        Assert.Equal(2, Of(resources, "Microsoft.Storage/storageAccounts").Count);
        Assert.All(Of(resources, "Microsoft.Storage/storageAccounts"), account =>
        {
            var properties = account["properties"]!;
            Assert.False(properties["allowSharedKeyAccess"]!.GetValue<bool>());
            Assert.False(properties["allowBlobPublicAccess"]!.GetValue<bool>());
            Assert.Equal("TLS1_2", Text(properties, "minimumTlsVersion"));
        });
        Assert.True(Assert.Single(Of(resources, "Microsoft.Insights/components"))["properties"]!["DisableLocalAuth"]!.GetValue<bool>());
        Assert.All(resources.Where(resource => resource!["location"] is not null), resource => Assert.Equal(("demo", "me"), (Text(resource!["tags"]!, "azd-env-name"), Text(resource["tags"]!, "owner"))));
    }

    [Fact]
    public async Task The_app_runs_a_custom_handler_on_Flex_Consumption()
    {
        var resources = await PredictAsync(("CAM_ALWAYS_READY_INSTANCES", "1"), ("CAM_INSTANCE_MEMORY", "512"));
        Assert.Equal("FC1", Text(Assert.Single(Of(resources, "Microsoft.Web/serverfarms"))["sku"]!, "name"));
        var app = Assert.Single(Of(resources, "Microsoft.Web/sites"));
        var properties = app["properties"]!;
        Assert.True(properties["httpsOnly"]!.GetValue<bool>());
        Assert.Equal(("custom", "1.0"), (Text(properties["functionAppConfig"]!["runtime"]!, "name"), Text(properties["functionAppConfig"]!["runtime"]!, "version")));
        var scale = properties["functionAppConfig"]!["scaleAndConcurrency"]!;
        Assert.Equal(512, scale["instanceMemoryMB"]!.GetValue<int>());
        Assert.Equal("blob", Text(scale["alwaysReady"]![0]!, "name"));
        // azd finds the app by the name of its service.
        Assert.Contains($"\n  {Text(app["tags"]!, "azd-service-name")}:\n", await File.ReadAllTextAsync(Path.Combine(ProjectFile.Root, "azure.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_outputs_are_deleted_only_if_asked_for_and_never_images()
    {
        Assert.Empty(Of(await PredictAsync(), "Microsoft.Storage/storageAccounts/managementPolicies"));
        var policy = Assert.Single(Of(await PredictAsync(("CAM_OUTPUT_RETENTION_DAYS", "30")), "Microsoft.Storage/storageAccounts/managementPolicies"));
        var rule = policy["properties"]!["policy"]!["rules"]![0]!["definition"]!;
        Assert.Equal(["overlays/", "predictions/"], rule["filters"]!["prefixMatch"]!.AsArray().Select(prefix => prefix!.GetValue<string>()), StringComparer.Ordinal);
    }

    [Fact]
    public async Task New_images_and_nothing_else_are_sent_to_the_function()
    {
        var subscription = Assert.Single(await Bicep.PredictAsync(
            "subscription.bicepparam",
            ("CAM_FUNCTION_APP", "app"), ("CAM_SYSTEM_TOPIC", "topic"), ("CAM_IMAGES_CONTAINER", "photos"), ("CAM_BLOBS_EXTENSION_KEY", "k")))!["properties"]!;
        var destination = subscription["destination"]!;
        Assert.Equal("WebHook", Text(destination, "endpointType"));
        Assert.Contains($"/runtime/webhooks/blobs?functionName=Host.Functions.{InvocationEndpoint.FunctionName}&code=", Text(destination["properties"]!, "endpointUrl"), StringComparison.Ordinal);
        var filter = subscription["filter"]!;
        Assert.Equal("/blobServices/default/containers/photos/blobs/", Text(filter, "subjectBeginsWith"));
        Assert.Equal(["Microsoft.Storage.BlobCreated"], filter["includedEventTypes"]!.AsArray().Select(type => type!.GetValue<string>()), StringComparer.Ordinal);
    }

    private static Task<JsonArray> PredictAsync(params (string, string)[] parameters) => Bicep.PredictAsync("main.bicepparam", [.. Named, .. parameters]);

    private static async Task<IReadOnlyList<(string Name, string Value)>> AppSettingsAsync(params (string, string)[] parameters) =>
    [
        .. Assert.Single(Of(await PredictAsync(parameters), "Microsoft.Web/sites/config"))["properties"]!.AsObject().Select(setting => (setting.Key, setting.Value!.GetValue<string>())),
    ];

    private static List<JsonNode> Of(JsonArray resources, string type) => [.. resources.OfType<JsonNode>().Where(resource => Text(resource, "type") == type)];

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> found) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static async Task<JsonNode> ReadJsonAsync(params string[] path) => JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine([ProjectFile.Root, .. path])))!;
}
