using System.Text.RegularExpressions;

namespace CamFunctions.Tests.Infra.Hooks;

/// <summary>The first photograph after a deployment, with a stand-in for the Azure CLI.</summary>
public sealed partial class TryHookTests
{
    private const string Login = "--auth-mode login --account-name camdata";

    private static readonly (string, string)[] Outputs =
        [("CAM_DATA_ACCOUNT", "camdata"), ("CAM_IMAGES_CONTAINER", "photos"), ("CAM_OVERLAYS_CONTAINER", "maps")];

    public static TheoryData<string> Shells => ["sh", "ps1"];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task It_prints_the_commands_and_runs_none_of_them(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("az", "exit 0");
        await using var run = await hook.RunAsync("try", Outputs);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors));
        Assert.Empty(hook.Calls);
        var output = Name().Replace(run.Output, "NAME");
        Assert.Contains(
            $"  az storage blob upload {Login} --container-name photos --name NAME.png --file samples/chelsea.png\n",
            output,
            StringComparison.Ordinal);
        Assert.Contains(
            $"  az storage blob download {Login} --container-name predictions --name NAME.png.json --file artifacts/NAME.png.json",
            output,
            StringComparison.Ordinal);
        Assert.Contains("https://camdata.blob.core.windows.net/maps/NAME.png.cam.jpg", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task If_asked_it_uploads_a_photograph_and_waits_for_its_record(string shell)
    {
        using var hook = new HookRun(shell);
        // The role is in force from the second try on, and the record is there at the third look.
        hook.StandIn("az", """
            case "$*" in
              *upload*) [ "$calls" -gt 1 ];;
              *exists*) if [ "$calls" -gt 2 ]; then echo true; else echo false; fi;;
              *download*) for file in "$@"; do case "$file" in artifacts/*) echo 'the record' > "$file";; esac; done;;
            esac
            """);
        await using var run = await hook.RunAsync("try", [.. Outputs, ("CAM_TRY", "1")]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors));
        Assert.Equal(
            ["upload", "upload", "exists", "exists", "exists", "download"],
            hook.Calls.Select(call => call.Split(' ')[3]),
            StringComparer.Ordinal);
        Assert.Contains("the record", run.Output, StringComparison.Ordinal);
        Assert.Contains("The overlay is https://camdata.blob.core.windows.net/maps/", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_role_that_is_missing_is_named(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("az", "exit 1");
        await using var run = await hook.RunAsync("try", [.. Outputs, ("CAM_TRY", "1")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("you need the role Storage Blob Data Contributor there", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_record_that_never_comes_is_told(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("az", """case "$*" in *exists*) echo false;; esac""");
        await using var run = await hook.RunAsync("try", [.. Outputs, ("CAM_TRY", "1")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("was uploaded, but has no record yet", run.Errors, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"try-\d{8}T\d{6}Z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
