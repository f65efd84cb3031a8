namespace CamFunctions.Tests.Infra;

/// <summary>The template with and without a closed network.</summary>
public sealed class NetworkTemplateTests
{
    private const string Endpoints = "Microsoft.Network/privateEndpoints";

    public NetworkTemplateTests() => Bicep.SkipUnlessThere();

    [Fact]
    public async Task Storage_is_closed_to_the_internet_only_if_asked_for_and_open_to_Event_Grid()
    {
        AccessIs(await Prediction.OfDefaultsAsync(), 2, "Enabled", "Allow");
        AccessIs(await Prediction.OfOtherValuesAsync(), 2, "Disabled", "Deny");
        AccessIs(await Prediction.OfOneAccountAsync(), 1, "Disabled", "Deny");
    }

    [Fact]
    public async Task Each_service_that_the_app_uses_has_a_private_endpoint_and_a_name_in_the_network()
    {
        EndpointsAre(await Prediction.OfOtherValuesAsync(), "camdata-blob camdata-queue camhost-blob camhost-queue camhost-table");
        EndpointsAre(await Prediction.OfOneAccountAsync(), "camhost-blob camhost-queue camhost-table");
    }

    [Fact]
    public async Task The_app_calls_storage_through_a_subnet_that_is_delegated_to_its_plan()
    {
        var prediction = await Prediction.OfOtherValuesAsync();
        var subnets = prediction.The("Microsoft.Network/virtualNetworks")["properties"]!["subnets"]!.AsArray();
        var app = Assert.Single(subnets, subnet => Prediction.Text(subnet!, "name") == "app")!["properties"]!;
        Assert.Equal("Microsoft.App/environments", Prediction.Text(app["delegations"]![0]!["properties"]!, "serviceName"));
        Assert.EndsWith(
            "/subnets/app",
            Prediction.Text(prediction.The("Microsoft.Web/sites")["properties"]!, "virtualNetworkSubnetId"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_it_there_is_no_network()
    {
        var prediction = await Prediction.OfDefaultsAsync();
        Assert.DoesNotContain(prediction.All, resource =>
            Prediction.Text(resource, "type").StartsWith("Microsoft.Network/", StringComparison.Ordinal));
        Assert.Null(prediction.The("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"]);
    }

    private static void AccessIs(Prediction prediction, int count, string access, string action)
    {
        var accounts = prediction.Of("Microsoft.Storage/storageAccounts");
        Assert.Equal(count, accounts.Count);
        Assert.All(accounts.Select(account => account["properties"]!), properties =>
        {
            Assert.Equal(access, Prediction.Text(properties, "publicNetworkAccess"));
            Assert.Equal(action, Prediction.Text(properties["networkAcls"]!, "defaultAction"));
            // Event Grid's dead letters come as a trusted service, past the network.
            Assert.Equal("AzureServices", Prediction.Text(properties["networkAcls"]!, "bypass"));
        });
    }

    private static void EndpointsAre(Prediction prediction, string expected)
    {
        var endpoints = prediction.Of(Endpoints);
        Prediction.AssertSame(expected.Split(' '), endpoints.Select(endpoint =>
        {
            var connection = Assert.Single(endpoint["properties"]!["privateLinkServiceConnections"]!.AsArray())!["properties"]!;
            var service = Assert.Single(Prediction.Texts(connection["groupIds"]!));
            return $"{Prediction.Text(connection, "privateLinkServiceId").Split('/')[^1][..7]}-{service}";
        }));
        Assert.All(endpoints, endpoint => Assert.EndsWith(
            "/subnets/endpoints",
            Prediction.Text(endpoint["properties"]!["subnet"]!, "id"),
            StringComparison.Ordinal));

        Assert.Equal(3, prediction.Of("Microsoft.Network/privateDnsZones").Count);
        Assert.Equal(3, prediction.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
        var records = prediction.Of(Endpoints + "/privateDnsZoneGroups");
        Assert.Equal(endpoints.Count, records.Count);
        Assert.All(records, record =>
        {
            var service = Prediction.Text(record, "name").Split('/')[0].Split('-')[^1];
            var zone = Assert.Single(record["properties"]!["privateDnsZoneConfigs"]!.AsArray())!["properties"]!;
            Assert.Contains($"'{service}'", Prediction.Text(zone, "privateDnsZoneId"), StringComparison.Ordinal);
        });
    }
}
