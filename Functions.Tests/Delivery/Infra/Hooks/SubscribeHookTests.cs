namespace CamFunctions.Tests.Infra.Hooks;

/// <summary>What azd runs after the deployment, with a stand-in for the Azure CLI.</summary>
public sealed class SubscribeHookTests
{
    private const string AskForKey = "az functionapp keys list --name func-cam --resource-group rg-demo " +
        "--query systemKeys.blobs_extension --output tsv --subscription 1234";

    private static readonly (string, string)[] Outputs =
    [
        ("AZURE_RESOURCE_GROUP", "rg-demo"), ("AZURE_SUBSCRIPTION_ID", "1234"), ("CAM_FUNCTION_APP", "func-cam"),
        ("CAM_SYSTEM_TOPIC", "evgt-cam"), ("CAM_IMAGES_CONTAINER", "photos"), ("CAM_DATA_ACCOUNT", "camdata"),
    ];

    public static TheoryData<string> Shells => ["sh", "ps1"];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task It_waits_for_the_key_subscribes_and_prints_how_to_try_it(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("az", """
            case "$*" in
              functionapp*) if [ "$calls" -gt 2 ]; then echo secret-key; else echo 'ServiceUnavailable' >&2; exit 1; fi;;
              deployment*) echo "the key came: $CAM_BLOBS_EXTENSION_KEY";;
            esac
            """);
        await using var run = await hook.RunAsync("subscribe", Outputs);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                "az account show --output none --subscription 1234", AskForKey, AskForKey, AskForKey,
                "az deployment group create --name cam-subscription --resource-group rg-demo --parameters subscription.bicepparam " +
                "--output none --subscription 1234",
            ],
            hook.Calls,
            StringComparer.Ordinal);
        Assert.Contains("the key came: secret-key", run.Output, StringComparison.Ordinal);
        Assert.Contains("func-cam is subscribed to new images in the container photos.", run.Output, StringComparison.Ordinal);
        Assert.Contains("az storage blob upload", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_subscription_that_is_not_accepted_is_tried_again(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("az", """
            case "$*" in
              functionapp*) echo secret-key;;
              deployment*) [ "$calls" -gt 1 ];;
            esac
            """);
        await using var run = await hook.RunAsync("subscribe", Outputs);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, hook.Calls.Count(call => call.StartsWith("az deployment", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Without_az_it_names_it(string shell)
    {
        using var hook = new HookRun(shell);
        await using var run = await hook.RunAsync("subscribe", Outputs);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            "The Azure CLI (az), which reads the key of the function app, was not found", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Where_az_is_not_logged_in_it_stops_immediately(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("az", "echo \"Please run 'az login' to setup account.\" >&2; exit 1");
        await using var run = await hook.RunAsync("subscribe", Outputs);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Please run 'az login' to setup account.", run.Errors, StringComparison.Ordinal);
        Assert.Contains("The Azure CLI has no access to the subscription 1234: run 'az login'", run.Errors, StringComparison.Ordinal);
        Assert.Single(hook.Calls);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Without_a_network_it_stops_after_three_tries(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("az", """case "$*" in functionapp*) echo 'Max retries exceeded with url' >&2; exit 1;; esac""");
        await using var run = await hook.RunAsync("subscribe", Outputs);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Azure can't be reached", run.Errors, StringComparison.Ordinal);
        Assert.Equal(3, hook.Calls.Count(call => call == AskForKey));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_host_that_never_has_a_key_is_reported(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("az", "exit 0");
        await using var run = await hook.RunAsync("subscribe", Outputs);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("func-cam has no key blobs_extension", run.Errors, StringComparison.Ordinal);
        Assert.Equal(30, hook.Calls.Count(call => call == AskForKey));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_output_that_is_missing_is_named(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("az", "exit 0");
        await using var run = await hook.RunAsync("subscribe", [.. Outputs, ("CAM_SYSTEM_TOPIC", string.Empty)]);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("CAM_SYSTEM_TOPIC is not set: run 'azd provision' first", run.Errors, StringComparison.Ordinal);
        Assert.Empty(hook.Calls);
    }
}
