using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using CamFunctions.Functions.Handler;
using CamFunctions.LocalHost.Queues;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Framing;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Infra;

/// <summary>Checks what the Bicep templates would deploy, predicted without Azure, against the code.</summary>
public sealed class TemplateTests
{
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    private static readonly (string, string)[] Named = [("AZURE_ENV_NAME", "demo"), ("AZURE_LOCATION", "westeurope")];

    public TemplateTests() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
        "The tests restore the Bicep command line for linux-x64 only.");

    /// <summary>The deployed templates. Their modules are compiled and linted with them.</summary>
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
    public async Task A_template_has_neither_errors_nor_warnings(string file) =>
        Assert.Equal(string.Empty, await Bicep.LintAsync(Path.Combine(Bicep.Folder, file)));

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Every_parameter_and_output_is_described(string file)
    {
        var template = await Bicep.BuildAsync(file);
        var resources = template["resources"] is JsonObject named
            ? named.Select(resource => resource.Value)
            : template["resources"]!.AsArray();
        var modules = resources.Select(resource => resource!["properties"]?["template"]).OfType<JsonNode>().ToArray();
        Assert.Equal(file == "main.bicep" ? 6 : 0, modules.Length);
        var sections = modules.Append(template).SelectMany(part => new[] { part["parameters"], part["outputs"] });
        foreach (var described in sections.OfType<JsonNode>())
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
        var defaults = ContainerNames.Read(AzuriteFixture.SettingsOf());
        Assert.Equal(
            new[] { defaults.Images, defaults.Overlays, "packages", defaults.Predictions }.Order(StringComparer.Ordinal),
            containers.Select(container => Text(container, "name").Split('/')[^1]).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.All(containers, container => Assert.Equal("None", Text(container["properties"]!, "publicAccess")));
    }

    [Fact]
    public async Task The_app_settings_are_those_that_the_code_reads_and_match_the_parameters()
    {
        var settings = await AppSettingsAsync(
            ("CAM_IMAGES_CONTAINER", "photos"),
            ("CAM_OVERLAYS_CONTAINER", "maps"),
            ("CAM_PREDICTIONS_CONTAINER", "answers"),
            ("CAM_GEOMETRY", "crop"),
            ("CAM_INPUT_SIDE", "256"),
            ("CAM_MODEL_PATH", "/models/my-cam.onnx"),
            ("CAM_FURTHER_SETTINGS", "{\"Top\":\"3\"}"));
        var read = AzuriteFixture.SettingsOf([.. settings]);
        var processing = ProcessorSettings.Read(read);
        Assert.Equal(new ContainerNames("photos", "maps", "answers"), ContainerNames.Read(read));
        Assert.Equal((Geometry.Crop, 256, 3), (processing.Options.Geometry, processing.Options.InputSide, processing.Options.Top));
        Assert.Equal("/models/my-cam.onnx", processing.ModelPath);
    }

    [Fact]
    public async Task Parameters_that_are_not_set_leave_the_default_to_the_code()
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
        Assert.DoesNotContain(
            settings,
            setting => setting.Name is StorageConnection.Name or "AzureWebJobsStorage" or "FUNCTIONS_WORKER_RUNTIME");
        foreach (var connection in new[] { StorageConnection.Name, "AzureWebJobsStorage" })
        {
            Assert.Contains(($"{connection}__credential", "managedidentity"), settings);
            Assert.Contains(settings, setting => setting.Name == $"{connection}__clientId");
        }

        // Azure evaluates the template's expressions for addresses; here any address will do.
        var evaluated = settings.Select(setting => setting.Name.EndsWith("ServiceUri", StringComparison.Ordinal)
            ? (setting.Name, "https://account.blob.core.windows.net")
            : setting);
        Assert.NotNull(QueueStorage.Connect(StorageConnection.Read(AzuriteFixture.SettingsOf([.. evaluated]))));
    }

    [Fact]
    public async Task Concurrency_overrides_the_value_in_host_json()
    {
        const string Setting = "AzureFunctionsJobHost__extensions__blobs__maxDegreeOfParallelism";
        Assert.DoesNotContain(await AppSettingsAsync(), setting => setting.Name == Setting);
        Assert.Contains((Setting, "4"), await AppSettingsAsync(("CAM_CONCURRENCY", "4")));
        JsonNode? value = await ReadJsonAsync("Functions", "host.json");
        foreach (var name in Setting.Split("__").Skip(1))
        {
            value = value![name];
        }

        // Two concurrent images of the maximum size fit in an instance with the default memory, as measured in the README.
        Assert.Equal(2, value!.GetValue<int>());
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task The_identity_has_exactly_the_documented_roles(string separate)
    {
        var resources = await PredictAsync(("CAM_SEPARATE_DATA_ACCOUNT", separate));
        var roles = Of(resources, "Microsoft.Authorization/roleAssignments").ToLookup(
            role => ScopeOf(Text(role, "id").Split('/')),
            role => Text(role["properties"]!, "roleDefinitionId").Split('/')[^1].TrimEnd(']', ')', '\''),
            StringComparer.Ordinal);
        string[] host = [BlobDataOwner, QueueDataContributor, TableDataContributor];
        AssertSame(host, roles["camhost"]);
        AssertSame(separate == "true" ? [BlobDataOwner, QueueDataContributor] : [], roles["camdata"]);
        AssertSame([MonitoringMetricsPublisher], roles["insights"]);
        Assert.All(
            Of(resources, "Microsoft.Authorization/roleAssignments"),
            role => Assert.Equal("ServicePrincipal", Text(role["properties"]!, "principalType")));
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
        Assert.All(
            resources.Where(resource => resource!["location"] is not null).Select(resource => resource!["tags"]!),
            tags => Assert.Equal(("demo", "me"), (Text(tags, "azd-env-name"), Text(tags, "owner"))));
    }

    [Fact]
    public async Task The_app_runs_a_custom_handler_on_Flex_Consumption()
    {
        var resources = await PredictAsync(("CAM_ALWAYS_READY_INSTANCES", "1"), ("CAM_INSTANCE_MEMORY", "512"));
        Assert.Equal("FC1", Text(Assert.Single(Of(resources, "Microsoft.Web/serverfarms"))["sku"]!, "name"));
        var app = Assert.Single(Of(resources, "Microsoft.Web/sites"));
        var properties = app["properties"]!;
        Assert.True(properties["httpsOnly"]!.GetValue<bool>());
        var runtime = properties["functionAppConfig"]!["runtime"]!;
        Assert.Equal(("custom", "1.0"), (Text(runtime, "name"), Text(runtime, "version")));
        var scale = properties["functionAppConfig"]!["scaleAndConcurrency"]!;
        Assert.Equal(512, scale["instanceMemoryMB"]!.GetValue<int>());
        Assert.Equal("blob", Text(scale["alwaysReady"]![0]!, "name"));
        // azd finds the app by the name of its service.
        var service = Text(app["tags"]!, "azd-service-name");
        var azureYaml = await File.ReadAllTextAsync(Path.Combine(ProjectFile.Root, "azure.yaml"));
        Assert.Contains($"\n  {service}:\n", azureYaml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_outputs_are_deleted_only_on_request_and_images_never()
    {
        const string Policies = "Microsoft.Storage/storageAccounts/managementPolicies";
        Assert.Empty(Of(await PredictAsync(), Policies));
        var policy = Assert.Single(Of(await PredictAsync(("CAM_OUTPUT_RETENTION_DAYS", "30")), Policies));
        var rule = policy["properties"]!["policy"]!["rules"]![0]!["definition"]!;
        Assert.Equal(["overlays/", "predictions/"], Texts(rule["filters"]!["prefixMatch"]!), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Only_new_images_are_sent_to_the_function()
    {
        var subscription = Assert.Single(await Bicep.PredictAsync(
            "subscription.bicepparam",
            ("CAM_FUNCTION_APP", "app"),
            ("CAM_SYSTEM_TOPIC", "topic"),
            ("CAM_IMAGES_CONTAINER", "photos"),
            ("CAM_BLOBS_EXTENSION_KEY", "k")))!["properties"]!;
        var destination = subscription["destination"]!;
        Assert.Equal("WebHook", Text(destination, "endpointType"));
        Assert.Contains(
            $"/runtime/webhooks/blobs?functionName=Host.Functions.{InvocationEndpoint.FunctionName}&code=",
            Text(destination["properties"]!, "endpointUrl"),
            StringComparison.Ordinal);
        var filter = subscription["filter"]!;
        Assert.Equal("/blobServices/default/containers/photos/blobs/", Text(filter, "subjectBeginsWith"));
        Assert.Equal(["Microsoft.Storage.BlobCreated"], Texts(filter["includedEventTypes"]!), StringComparer.Ordinal);
    }

    private static Task<JsonArray> PredictAsync(params (string, string)[] parameters) =>
        Bicep.PredictAsync("main.bicepparam", [.. Named, .. parameters]);

    private static async Task<IReadOnlyList<(string Name, string Value)>> AppSettingsAsync(params (string, string)[] parameters) =>
    [
        .. Assert.Single(Of(await PredictAsync(parameters), "Microsoft.Web/sites/config"))["properties"]!
            .AsObject()
            .Select(setting => (setting.Key, setting.Value!.GetValue<string>())),
    ];

    private static List<JsonNode> Of(JsonArray resources, string type) =>
        [.. resources.OfType<JsonNode>().Where(resource => Text(resource, "type") == type)];

    private static string ScopeOf(string[] resourceId) => resourceId.Contains("Microsoft.Insights", StringComparer.Ordinal)
        ? "insights"
        : resourceId[Array.IndexOf(resourceId, "storageAccounts") + 1][..7];

    private static IEnumerable<string> Texts(JsonNode array) => array.AsArray().Select(item => item!.GetValue<string>());

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> found) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static async Task<JsonNode> ReadJsonAsync(params string[] path) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine([ProjectFile.Root, .. path])))!;
}
