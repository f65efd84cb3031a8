using System.Text.Json.Nodes;
using CamFunctions.Storage.Queues;

namespace CamFunctions.Tests.Infra;

/// <summary>Who may do what: no identity has a role that it does not need.</summary>
public sealed class RoleTemplateTests
{
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string BlobDataContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    private const string BlobDataReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    private const string StorageQueueSender = "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a";
    private const string ServiceBusSender = "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39";

    /// <summary>The object id of the topic's identity, which events.bicep hands on to a module in another resource group.</summary>
    private const string TopicsOutput = "format('events-{0}'";

    public RoleTemplateTests() => Bicep.SkipUnlessThere();

    [Fact]
    public async Task The_apps_identity_reads_images_writes_results_and_owns_the_hosts_account()
    {
        string[] host =
        [
            $"{BlobDataOwner} camhost", $"{QueueDataContributor} camhost", $"{TableDataContributor} camhost",
            $"{MonitoringMetricsPublisher} appi-cam",
        ];
        AppsRolesAre(
            await Prediction.OfDefaultsAsync(),
            [
                .. host, $"{StorageQueueSender} {QueueStorage.Poison}", $"{BlobDataReader} images", $"{BlobDataContributor} overlays",
                $"{BlobDataContributor} predictions",
            ]);
        AppsRolesAre(
            await Prediction.OfOtherValuesAsync(),
            [
                .. host, $"{StorageQueueSender} {QueueStorage.Poison}", $"{BlobDataReader} photos", $"{BlobDataContributor} maps",
                $"{BlobDataContributor} answers",
            ]);
        AppsRolesAre(await Prediction.OfOneAccountAsync(), host);
    }

    [Fact]
    public async Task Event_Grid_writes_dead_letters_and_deletions_as_the_topic_and_nothing_else()
    {
        var prediction = await Prediction.OfOtherValuesAsync();
        Assert.Equal("SystemAssigned", Prediction.Text(prediction.The("Microsoft.EventGrid/systemTopics")["identity"]!, "type"));
        TopicsRolesAre(prediction, $"{BlobDataContributor} lost", $"{BlobDataContributor} untold", $"{StorageQueueSender} deleted-images");
        TopicsRolesAre(
            await Prediction.OfDefaultsAsync(), $"{BlobDataContributor} deadletters", $"{BlobDataContributor} resultdeadletters");
    }

    [Fact]
    public async Task The_topic_may_send_to_another_systems_queue_and_only_there()
    {
        SendsTo(await Prediction.OfOtherValuesAsync(), StorageQueueSender, Prediction.StorageQueue);
        SendsTo(await Prediction.OfOneAccountAsync(), ServiceBusSender, Prediction.ServiceBusQueue);
        Assert.DoesNotContain((await Prediction.OfDefaultsAsync()).Roles, role => role.IsOf(TopicsOutput));
    }

    [Fact]
    public async Task Another_systems_principal_reads_results_and_nothing_else()
    {
        var prediction = await Prediction.OfOtherValuesAsync();
        Prediction.AssertSame(
            [$"{BlobDataReader} maps", $"{BlobDataReader} answers"],
            prediction.Roles.Where(role => role.Principal == "reader").Select(role => $"{role.Role} {role.Scope}"));
    }

    [Fact]
    public async Task The_deployer_that_azd_names_may_upload_images_and_read_results()
    {
        var prediction = await Prediction.OfOtherValuesAsync();
        var role = Assert.Single(prediction.Roles, role => role.Principal == "someone");
        Assert.Equal((BlobDataContributor, "camdata"), (role.Role, Kind(role.Scope)));
        Assert.Equal("ServicePrincipal", Prediction.Text(Properties(prediction, "someone"), "principalType"));
    }

    [Fact]
    public async Task Without_azd_whoever_deploys_may_and_Azure_looks_up_what_that_is()
    {
        var role = Properties(await Prediction.OfDefaultsAsync(), "[deployer().objectId]");
        Assert.EndsWith(BlobDataContributor, Prediction.Text(role, "roleDefinitionId"), StringComparison.Ordinal);
        Assert.Null(role["principalType"]);
    }

    [Fact]
    public async Task The_deployers_role_can_be_turned_off_and_then_only_the_app_and_the_topic_have_roles()
    {
        var prediction = await Prediction.OfOneAccountAsync();
        Assert.All(prediction.Roles, role => Assert.True(role.IsOf("id-cam-") || role.IsOf("/systemTopics/")
            || role.IsOf(TopicsOutput), role.Principal));
        Assert.All(
            prediction.Of("Microsoft.Authorization/roleAssignments"),
            role => Assert.Equal("ServicePrincipal", Prediction.Text(role["properties"]!, "principalType")));
    }

    private static void SendsTo(Prediction prediction, string expected, string queue)
    {
        var role = Assert.Single(prediction.Roles, role => role.IsOf(TopicsOutput));
        Assert.Equal((expected, "rows"), (role.Role, role.Scope));
        var assignment = Assert.Single(
            prediction.Of("Microsoft.Authorization/roleAssignments"),
            assignment => Prediction.Text(assignment["properties"]!, "principalId").Contains(TopicsOutput, StringComparison.Ordinal));
        Assert.StartsWith(queue + "/providers/Microsoft.Authorization/", Prediction.Text(assignment, "id"), StringComparison.Ordinal);
    }

    private static void TopicsRolesAre(Prediction prediction, params string[] expected) => Prediction.AssertSame(
        expected,
        prediction.Roles.Where(role => role.IsOf("/systemTopics/")).Select(role => $"{role.Role} {role.Scope}"));

    private static void AppsRolesAre(Prediction prediction, string[] expected) => Prediction.AssertSame(
        expected,
        prediction.Roles.Where(role => role.IsOf("id-cam-")).Select(role => $"{role.Role} {Kind(role.Scope)}"));

    /// <summary>The name of an account or component without its token; that of a container as it is.</summary>
    private static string Kind(string scope) => scope.StartsWith("cam", StringComparison.Ordinal) ? scope[..7]
        : scope.StartsWith("appi-cam", StringComparison.Ordinal) ? scope[..8] : scope;

    private static JsonNode Properties(Prediction prediction, string principal) => Assert.Single(
        prediction.Of("Microsoft.Authorization/roleAssignments").Select(role => role["properties"]!),
        properties => Prediction.Text(properties, "principalId") == principal);
}
