using System.Text.Json.Nodes;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Queues;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Infra;

/// <summary>The function app of the template: its plan, and its settings against the code that reads them.</summary>
public sealed class FunctionAppTemplateTests
{
    public FunctionAppTemplateTests() => Bicep.SkipUnlessThere();

    [Fact]
    public async Task The_settings_of_the_app_are_read_by_the_code_and_mean_what_the_parameters_say()
    {
        var prediction = await Prediction.OfOtherValuesAsync();
        var read = TestSettings.Of([.. prediction.AppSettings]);
        var processing = ProcessorSettings.Read(read);
        Assert.Equal(new ContainerNames("photos", "maps", "answers"), ContainerNames.Read(read));
        Assert.Equal(
            (Geometry.Crop, 256, 3),
            (processing.Options.Geometry, processing.Options.InputSide, processing.Options.Top));
        Assert.Equal("/models/my-cam.onnx", processing.ModelPath);
        Assert.True(DeletedImages.ReadSwitch(read));
    }

    [Fact]
    public async Task Where_a_parameter_is_left_alone_the_codes_own_value_holds()
    {
        var deployed = TestSettings.Of([.. (await Prediction.OfDefaultsAsync()).AppSettings]);
        var defaults = TestSettings.Of();
        // What the app can't see for itself: the size of the instance.
        Assert.Equal(ProcessorSettings.Read(defaults) with { MemoryMegabytes = 2048 }, ProcessorSettings.Read(deployed));
        Assert.Equal(ContainerNames.Read(defaults), ContainerNames.Read(deployed));
        Assert.Equal(DeletedImages.ReadSwitch(defaults), DeletedImages.ReadSwitch(deployed));
    }

    [Fact]
    public async Task The_function_for_deletions_polls_its_queue_only_if_results_are_to_be_deleted()
    {
        const string Setting = $"AzureWebJobs.{DeployedFunctions.DeleteResults}.Disabled";
        Assert.Contains((Setting, "true"), (await Prediction.OfDefaultsAsync()).AppSettings);
        Assert.DoesNotContain((await Prediction.OfOtherValuesAsync()).AppSettings, setting => setting.Name == Setting);
    }

    [Fact]
    public async Task The_threads_of_the_worker_share_one_heap_from_its_first_one_on() =>
        Assert.Contains(("MALLOC_ARENA_MAX", "1"), (await Prediction.OfDefaultsAsync()).AppSettings);

    [Fact]
    public async Task Storage_is_reached_by_identity_under_the_connections_name_of_the_trigger()
    {
        var settings = (await Prediction.OfDefaultsAsync()).AppSettings;
        var trigger = await DeployedFunctions.TriggerAsync(DeployedFunctions.LocalizeImage);
        Assert.Equal(StorageConnection.Name, Prediction.Text(trigger, "connection"));
        Assert.Equal("%ImagesContainer%/{name}", Prediction.Text(trigger, "path"));
        Assert.Contains(settings, setting => setting.Name == "ImagesContainer");
        Assert.DoesNotContain(
            settings,
            setting => setting.Name is StorageConnection.Name or "AzureWebJobsStorage" or "FUNCTIONS_WORKER_RUNTIME");
        foreach (var connection in new[] { StorageConnection.Name, "AzureWebJobsStorage" })
        {
            Assert.Contains(($"{connection}__credential", "managedidentity"), settings);
            Assert.Contains(settings, setting => setting.Name == $"{connection}__clientId");
        }

        // The template's expressions for addresses, as Azure would fill them in.
        var filled = settings.Select(setting => setting.Name.EndsWith("ServiceUri", StringComparison.Ordinal)
            ? (setting.Name, "https://account.blob.core.windows.net")
            : setting);
        Assert.NotNull(QueueStorage.Connect(StorageConnection.Read(TestSettings.Of([.. filled]))));
    }

    [Fact]
    public async Task Concurrency_overrides_the_place_in_host_json_where_it_is_set()
    {
        const string Setting = "AzureFunctionsJobHost__extensions__blobs__maxDegreeOfParallelism";
        Assert.DoesNotContain((await Prediction.OfDefaultsAsync()).AppSettings, setting => setting.Name == Setting);
        Assert.Contains((Setting, "4"), (await Prediction.OfOtherValuesAsync()).AppSettings);
        // An instance of 512 MB.
        Assert.Contains((Setting, "1"), (await Prediction.OfOneAccountAsync()).AppSettings);
        JsonNode? place = await Prediction.ReadJsonAsync("Functions", "host.json");
        foreach (var name in Setting.Split("__").Skip(1))
        {
            place = place![name];
        }

        // Two images of the maximum size at once fit an instance of the default memory; see the README for the measurement.
        Assert.Equal(2, place!.GetValue<int>());
    }

    [Fact]
    public async Task The_app_runs_an_isolated_worker_on_Flex_Consumption()
    {
        var prediction = await Prediction.OfOtherValuesAsync();
        Assert.Equal("FC1", Prediction.Text(prediction.The("Microsoft.Web/serverfarms")["sku"]!, "name"));
        var app = prediction.The("Microsoft.Web/sites");
        Assert.True(app["properties"]!["httpsOnly"]!.GetValue<bool>());
        var config = app["properties"]!["functionAppConfig"]!;
        Assert.Equal(
            ("dotnet-isolated", "10.0"),
            (Prediction.Text(config["runtime"]!, "name"), Prediction.Text(config["runtime"]!, "version")));
        var scale = config["scaleAndConcurrency"]!;
        Assert.Equal(
            (512, 1),
            (scale["instanceMemoryMB"]!.GetValue<int>(), scale["maximumInstanceCount"]!.GetValue<int>()));
        Assert.Equal("blob", Prediction.Text(scale["alwaysReady"]![0]!, "name"));
        // As many requests at once as images from storage.
        Assert.Equal(4, scale["triggers"]!["http"]!["perInstanceConcurrency"]!.GetValue<int>());
        // azd finds the app by the name of its service.
        Assert.Contains(
            $"\n  {Prediction.Text(app["tags"]!, "azd-service-name")}:\n",
            await File.ReadAllTextAsync(Path.Combine(ProjectFile.Root, "azure.yaml")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_need_a_token_where_a_registration_is_named_and_Event_Grid_needs_none()
    {
        var settings = Assert.Single(Authentications(await Prediction.OfOtherValuesAsync()))["properties"]!;
        Assert.True(settings["platform"]!["enabled"]!.GetValue<bool>());
        var validation = settings["globalValidation"]!;
        Assert.True(validation["requireAuthentication"]!.GetValue<bool>());
        Assert.Equal("Return401", Prediction.Text(validation, "unauthenticatedClientAction"));
        // Where subscription.bicep has new images delivered.
        Assert.Equal("/runtime/webhooks/blobs", Assert.Single(Prediction.Texts(validation["excludedPaths"]!)));
        var subscription = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "subscription.bicep"));
        Assert.Contains("/runtime/webhooks/blobs'", subscription, StringComparison.Ordinal);
        var provider = settings["identityProviders"]!["azureActiveDirectory"]!;
        Assert.Equal("registration", Prediction.Text(provider["registration"]!, "clientId"));
        // An expression, because the address depends on the cloud.
        var issuer = Prediction.Text(provider["registration"]!, "openIdIssuer");
        Assert.Contains("/v2.0'", issuer, StringComparison.Ordinal);
        Assert.Contains("'00000000-0000-0000-0000-000000000002'", issuer, StringComparison.Ordinal);
        Prediction.AssertSame(["registration", "api://registration"], Prediction.Texts(provider["validation"]!["allowedAudiences"]!));
        Assert.Empty(Authentications(await Prediction.OfDefaultsAsync()));

        // The key stays: a package that asks for none would be open to all where the authentication is off.
        var trigger = await DeployedFunctions.TriggerAsync(DeployedFunctions.LocalizeOverHttp);
        Assert.Equal("function", Prediction.Text(trigger, "authLevel"), ignoreCase: true);
    }

    [Fact]
    public async Task The_number_of_instances_is_from_one_to_a_thousand()
    {
        var maximum = (await Bicep.BuildAsync("main.bicep"))["parameters"]!["maximumInstances"]!;
        Assert.Equal((1, 1000), (maximum["minValue"]!.GetValue<int>(), maximum["maxValue"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Nobody_deploys_with_a_user_name_and_a_password()
    {
        var policies = (await Prediction.OfDefaultsAsync()).Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
        Prediction.AssertSame(["ftp", "scm"], policies.Select(policy => Prediction.Text(policy, "name").Split('/')[^1]));
        Assert.All(policies, policy => Assert.False(policy["properties"]!["allow"]!.GetValue<bool>()));
    }

    private static IEnumerable<JsonNode> Authentications(Prediction prediction) => prediction.Of("Microsoft.Web/sites/config")
        .Where(config => Prediction.Text(config, "name").EndsWith("/authsettingsV2", StringComparison.Ordinal));
}
