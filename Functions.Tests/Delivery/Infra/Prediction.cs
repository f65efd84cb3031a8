using System.Text.Json.Nodes;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Infra;

/// <summary>
/// The resources that a deployment of main.bicep would make, predicted without Azure. A prediction takes Bicep seconds, so there are few.
/// </summary>
internal sealed class Prediction(JsonArray resources)
{
    /// <summary>The parameters that have no default.</summary>
    public static IReadOnlyList<(string, string)> Named { get; } = [("AZURE_ENV_NAME", "demo"), ("AZURE_LOCATION", "westeurope")];

    public IEnumerable<JsonNode> All => resources.OfType<JsonNode>();

    /// <summary>No parameter but those that have no default.</summary>
    public static Task<Prediction> OfDefaultsAsync() => OfAsync();

    /// <summary>These parameters, and those that have no default.</summary>
    public static Task<Prediction> OfAsync(params (string, string)[] parameters) => MakeAsync([.. Named, .. parameters]);

    /// <summary>Every parameter with another value than its default, except that the data has its own account.</summary>
    public static Task<Prediction> OfOtherValuesAsync() => MakeAsync(
    [
        .. Named, ("CAM_TAGS", "{\"owner\":\"me\"}"), ("CAM_STORAGE_REDUNDANCY", "Standard_ZRS"), ("CAM_VNET_ENABLED", "true"),
        ("CAM_IMAGES_CONTAINER", "photos"), ("CAM_OVERLAYS_CONTAINER", "maps"), ("CAM_PREDICTIONS_CONTAINER", "answers"),
        ("CAM_DEAD_LETTERS_CONTAINER", "lost"), ("CAM_OUTPUT_RETENTION_DAYS", "30"), ("CAM_SOFT_DELETE_DAYS", "0"),
        ("CAM_GEOMETRY", "crop"), ("CAM_INPUT_SIDE", "256"), ("CAM_MODEL_PATH", "/models/my-cam.onnx"), ("CAM_CONCURRENCY", "4"),
        ("CAM_FURTHER_SETTINGS", "{\"Top\":\"3\"}"), ("CAM_ALWAYS_READY_INSTANCES", "1"), ("CAM_INSTANCE_MEMORY", "512"),
        ("CAM_MAXIMUM_INSTANCES", "1"), ("CAM_TELEMETRY_RETENTION_DAYS", "90"), ("CAM_ALERT_EMAIL", "me@example.org"),
        ("CAM_ALERT_FAILED_PERCENT", "20"), ("CAM_ALERT_WHEN_IDLE", "false"), ("AZURE_PRINCIPAL_ID", "someone"),
        ("AZURE_PRINCIPAL_TYPE", "ServicePrincipal"), ("CAM_RESULT_DEAD_LETTERS_CONTAINER", "untold"),
        ("CAM_READER_PRINCIPAL_ID", "reader"), ("CAM_RESULTS_DESTINATION", StorageQueue), ("CAM_AUTH_CLIENT_ID", "registration"),
        ("CAM_DELETE_RESULTS", "true"),
    ]);

    /// <summary>
    /// One account for everything, in a closed network, on small instances, for a deployer who gets no role, with alerts to a group.
    /// </summary>
    public static Task<Prediction> OfOneAccountAsync() => MakeAsync(
    [
        .. Named, ("CAM_SEPARATE_DATA_ACCOUNT", "false"), ("CAM_VNET_ENABLED", "true"), ("CAM_GRANT_DEPLOYER", "false"),
        ("AZURE_PRINCIPAL_ID", "someone"), ("CAM_ALERT_ACTION_GROUP", ActionGroup), ("CAM_INSTANCE_MEMORY", "512"),
        ("CAM_RESULTS_DESTINATION", ServiceBusQueue),
    ]);

    /// <summary>A queue of another team, in their subscription.</summary>
    public static string StorageQueue => $"{TheirGroup}/Microsoft.Storage/storageAccounts/theirs/queueServices/default/queues/rows";

    /// <inheritdoc cref="StorageQueue"/>
    public static string ServiceBusQueue => $"{TheirGroup}/Microsoft.ServiceBus/namespaces/their-bus/queues/rows";

    public static string TheirGroup => "/subscriptions/00000000-0000-0000-0000-000000000009/resourceGroups/rg-theirs/providers";

    public static string ActionGroup => "/subscriptions/1/resourceGroups/ops/providers/Microsoft.Insights/actionGroups/on-call";

    public List<JsonNode> Of(string type) => [.. All.Where(resource => Text(resource, "type") == type)];

    /// <summary>The resource of a type of which there is exactly one.</summary>
    public JsonNode The(string type) => Assert.Single(Of(type));

    /// <summary>The event subscription of this name.</summary>
    public JsonNode EventSubscription(string name) => Assert.Single(
        Of("Microsoft.EventGrid/systemTopics/eventSubscriptions"),
        resource => Text(resource, "name").EndsWith($"/{name}", StringComparison.Ordinal));

    /// <summary>The settings of the function app.</summary>
    public IReadOnlyList<(string Name, string Value)> AppSettings =>
    [
        .. Of("Microsoft.Web/sites/config").Single(config => Text(config, "name").EndsWith("/appsettings", StringComparison.Ordinal))
            ["properties"]!.AsObject().Select(setting => (setting.Key, setting.Value!.GetValue<string>())),
    ];

    /// <summary>Who has which role on what: the last parts of the scope's and the role's addresses.</summary>
    public IReadOnlyList<RoleGrant> Roles =>
    [
        .. Of("Microsoft.Authorization/roleAssignments").Select(role => new RoleGrant(
            Text(role["properties"]!, "principalId"),
            Text(role["properties"]!, "roleDefinitionId").Split('/')[^1],
            Text(role, "id").Split("/providers/Microsoft.Authorization/")[0].Split('/')[^1])),
    ];

    private static async Task<Prediction> MakeAsync((string Name, string Value)[] parameters) =>
        new(await Bicep.PredictAsync("main.bicepparam", parameters));

    public static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    public static IEnumerable<string> Texts(JsonNode array) => array.AsArray().Select(entry => entry!.GetValue<string>());

    public static void AssertSame<T>(IEnumerable<T> expected, IEnumerable<T> found) => Assert.Equal(expected.Order(), found.Order());

    /// <summary>A JSON file of the checkout.</summary>
    public static async Task<JsonNode> ReadJsonAsync(params string[] path) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine([ProjectFile.Root, .. path])))!;
}
