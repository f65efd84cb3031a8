using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Queues;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Infra;

/// <summary>The storage accounts of the template: containers, access, what is deleted and what can be restored.</summary>
public sealed class StorageTemplateTests
{
    private const string Accounts = "Microsoft.Storage/storageAccounts";
    private const string Policies = Accounts + "/managementPolicies";

    public StorageTemplateTests() => Bicep.SkipUnlessThere();

    [Fact]
    public async Task Containers_are_those_of_the_code_and_private()
    {
        var names = ContainerNames.Read(TestSettings.Of());
        ContainersAre(
            await Prediction.OfDefaultsAsync(),
            ["camhost/packages", .. Data("camdata", "deadletters", "resultdeadletters", names.Images, names.Overlays, names.Predictions)]);
        ContainersAre(
            await Prediction.OfOtherValuesAsync(),
            ["camhost/packages", .. Data("camdata", "lost", "untold", "photos", "maps", "answers")]);
        ContainersAre(
            await Prediction.OfOneAccountAsync(),
            Data("camhost", "packages", "deadletters", "resultdeadletters", names.Images, names.Overlays, names.Predictions));
    }

    [Fact]
    public async Task Queues_are_those_that_the_app_may_only_send_to_or_that_Event_Grid_sends_to()
    {
        QueuesAre(await Prediction.OfDefaultsAsync(), $"camdata/{QueueStorage.Poison}");
        QueuesAre(await Prediction.OfOtherValuesAsync(), $"camdata/{QueueStorage.Poison}", "camhost/deleted-images");
        // In its own account the host creates the poison queue when it needs it.
        QueuesAre(await Prediction.OfOneAccountAsync());
    }

    [Fact]
    public async Task Accounts_take_no_keys_and_everything_is_tagged()
    {
        var prediction = await Prediction.OfOtherValuesAsync();
        Assert.Equal(2, prediction.Of(Accounts).Count);
        Assert.All(prediction.Of(Accounts), account =>
        {
            var properties = account["properties"]!;
            Assert.False(properties["allowSharedKeyAccess"]!.GetValue<bool>());
            Assert.False(properties["allowBlobPublicAccess"]!.GetValue<bool>());
            Assert.Equal("TLS1_2", Prediction.Text(properties, "minimumTlsVersion"));
        });
        Assert.True(prediction.The("Microsoft.Insights/components")["properties"]!["DisableLocalAuth"]!.GetValue<bool>());
        Assert.All(prediction.All.Where(resource => resource["location"] is not null), resource => Assert.Equal(
            ("demo", "me"),
            (Prediction.Text(resource["tags"]!, "azd-env-name"), Prediction.Text(resource["tags"]!, "owner"))));
    }

    [Fact]
    public async Task Old_outputs_are_deleted_only_if_asked_for_and_never_images()
    {
        DeletionIs(await Prediction.OfOtherValuesAsync(), enabled: true, days: 30, "answers/", "maps/");
        // The rule is there even if it is off: without it, the rule of an earlier deployment would go on deleting.
        DeletionIs(await Prediction.OfDefaultsAsync(), enabled: false, days: 36500, "overlays/", "predictions/");
        DeletionIs(await Prediction.OfOneAccountAsync(), enabled: false, days: 36500, "overlays/", "predictions/");
    }

    [Fact]
    public async Task What_is_deleted_can_be_restored_for_as_long_as_the_parameter_says()
    {
        RestorationIs(await Prediction.OfDefaultsAsync(), enabled: true, days: 7);
        RestorationIs(await Prediction.OfOtherValuesAsync(), enabled: false, days: null);
    }

    private static string[] Data(string account, params string[] containers) => [.. containers.Select(name => $"{account}/{name}")];

    private static void ContainersAre(Prediction prediction, string[] expected)
    {
        var containers = prediction.Of(Accounts + "/blobServices/containers");
        Prediction.AssertSame(
            expected,
            containers.Select(container => Prediction.Text(container, "name").Split('/')).Select(name => $"{name[0][..7]}/{name[^1]}"));
        Assert.All(containers, container => Assert.Equal("None", Prediction.Text(container["properties"]!, "publicAccess")));
    }

    private static void QueuesAre(Prediction prediction, params string[] expected) => Prediction.AssertSame(
        expected,
        prediction.Of(Accounts + "/queueServices/queues").Select(queue => Prediction.Text(queue, "name").Split('/'))
            .Select(name => $"{name[0][..7]}/{name[^1]}"));

    private static void DeletionIs(Prediction prediction, bool enabled, int days, params string[] prefixes)
    {
        var rule = Assert.Single(prediction.The(Policies)["properties"]!["policy"]!["rules"]!.AsArray())!;
        Assert.Equal(enabled, rule["enabled"]!.GetValue<bool>());
        Prediction.AssertSame(prefixes, Prediction.Texts(rule["definition"]!["filters"]!["prefixMatch"]!));
        var deletion = rule["definition"]!["actions"]!["baseBlob"]!["delete"]!;
        Assert.Equal(days, deletion["daysAfterModificationGreaterThan"]!.GetValue<int>());
    }

    private static void RestorationIs(Prediction prediction, bool enabled, int? days)
    {
        var services = prediction.Of(Accounts + "/blobServices");
        Assert.Equal(2, services.Count);
        string[] policies = ["deleteRetentionPolicy", "containerDeleteRetentionPolicy"];
        Assert.All(services.SelectMany(_ => policies, (service, name) => service["properties"]![name]!), policy =>
        {
            Assert.Equal(enabled, policy["enabled"]!.GetValue<bool>());
            Assert.Equal(days, policy["days"]?.GetValue<int>());
        });
    }
}
