namespace CamFunctions.Tests.Infra.Hooks;

/// <summary>What azd runs before it packs the service. That the command it ends with checks the folder has tests of its own.</summary>
public sealed class PublishHookTests
{
    private const string Publish = "dotnet publish Functions --configuration Release --output artifacts/publish";

    private const string Package =
        "dotnet run --no-build --configuration Release --project Cli -- package artifacts/publish --out artifacts/camfunctions.zip";

    public static TheoryData<string> Shells => ["sh", "ps1"];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task It_publishes_and_packs_without_anything_of_an_earlier_run(string shell)
    {
        using var hook = new HookRun(shell);
        Directory.CreateDirectory(hook.InCheckout("artifacts", "publish"));
        await File.WriteAllTextAsync(hook.InCheckout("artifacts", "publish", "old"), string.Empty);
        await File.WriteAllTextAsync(hook.InCheckout("artifacts", "camfunctions.zip"), string.Empty);
        hook.StandIn("dotnet", "exit 0");
        await using var run = await hook.RunAsync("publish");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors));
        Assert.Equal([Publish, Package], hook.Calls, StringComparer.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(hook.InCheckout("artifacts")));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_could_not_be_published_is_not_packed(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("dotnet", "exit 7");
        await using var run = await hook.RunAsync("publish");
        Assert.Equal(7, run.ExitCode);
        Assert.Equal([Publish], hook.Calls, StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_may_not_be_deployed_ends_the_hook(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("dotnet", """case "$*" in run*) echo 'refused' >&2; exit 1;; esac""");
        await using var run = await hook.RunAsync("publish");
        Assert.Equal((1, "refused"), (run.ExitCode, run.Errors));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_network_of_ones_own_is_published_by_its_full_path(string shell)
    {
        using var hook = new HookRun(shell);
        await File.WriteAllTextAsync(hook.InCheckout("my cam.onnx"), string.Empty);
        hook.StandIn("dotnet", "exit 0");
        await using var run = await hook.RunAsync("publish", ("CAM_MODEL_FILE", "my cam.onnx"));
        Assert.Equal([$"{Publish} -p:CamModelFile={hook.InCheckout("my cam.onnx")}", Package], hook.Calls, StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_precision_is_passed_on_and_another_word_is_refused(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("dotnet", "exit 0");
        await using var run = await hook.RunAsync("publish", ("CAM_PRECISION", "float32"));
        Assert.Equal([$"{Publish} -p:CamPrecision=float32", Package], hook.Calls, StringComparer.Ordinal);
        await using var refused = await hook.RunAsync("publish", ("CAM_PRECISION", "half"));
        Assert.Equal((1, "CAM_PRECISION is half; it must be int8 or float32."), (refused.ExitCode, refused.Errors.Trim()));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_network_that_does_not_exist_is_named(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("dotnet", "exit 0");
        await using var run = await hook.RunAsync("publish", ("CAM_MODEL_FILE", "nowhere.onnx"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("CAM_MODEL_FILE names nowhere.onnx, which is not a file", run.Errors, StringComparison.Ordinal);
        Assert.Empty(hook.Calls);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Compilation_ahead_of_time_is_a_choice(string shell)
    {
        using var hook = new HookRun(shell);
        hook.StandIn("dotnet", "exit 0");
        hook.StandIn("uname", "echo Linux x86_64");
        await using var run = await hook.RunAsync("publish", ("CAM_PUBLISH_AOT", "true"));
        Assert.Contains($"{Publish} -p:PublishAot=true", hook.Calls, StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Without_the_SDK_it_says_so(string shell)
    {
        using var hook = new HookRun(shell);
        await using var run = await hook.RunAsync("publish");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("The .NET SDK (dotnet) was not found", run.Errors, StringComparison.Ordinal);
    }
}
