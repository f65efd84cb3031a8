using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Infra.Hooks;

/// <summary>
/// A hook of a copy of infra, on a PATH that has only stand-ins, which note how they are called, and what a shell needs. A stand-in is
/// a script for sh: <c>$*</c> is how it is called, and <c>$calls</c> the number of times that it has been called like this.
/// </summary>
internal sealed class HookRun : IDisposable
{
    private static readonly string[] Tools =
        ["bash", "sh", "env", "cat", "date", "dirname", "grep", "mkdir", "mktemp", "rm", "sleep"];

    private readonly TemporaryFolder folder = new();
    private readonly string shell;

    /// <param name="shell">The extension of the hooks: <c>sh</c> or <c>ps1</c>.</param>
    public HookRun(string shell)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The stand-ins are scripts for sh.");
        Assert.SkipWhen(shell == "ps1" && !ProgramsOnPath.Has("pwsh"), "PowerShell (pwsh) is not installed.");
        this.shell = shell;
        Directory.CreateDirectory(folder.File("bin"));
        Directory.CreateDirectory(folder.File("checkout", "infra", "hooks"));
        foreach (var hook in Directory.GetFiles(Path.Combine(ProjectFile.Root, "infra", "hooks")))
        {
            File.Copy(hook, folder.File("checkout", "infra", "hooks", Path.GetFileName(hook)));
        }

        foreach (var tool in Tools)
        {
            File.CreateSymbolicLink(folder.File("bin", tool), ProgramsOnPath.Find(tool)!);
        }
    }

    /// <summary>How the stand-ins were called, in this order.</summary>
    public string[] Calls => File.Exists(Record) ? File.ReadAllLines(Record) : [];

    private string Record => folder.File("calls");

    /// <summary>A file of the checkout.</summary>
    public string InCheckout(params string[] names) => folder.File(["checkout", .. names]);

    public void StandIn(string program, string script)
    {
        var path = folder.File("bin", program);
        File.WriteAllText(path, $"""
            #!/bin/sh
            echo "{program} $*" >> '{Record}'
            calls=$(grep -cxF "{program} $*" '{Record}')
            {script}

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public async Task<RunningProgram> RunAsync(string hook, params (string Name, string Value)[] environment)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = folder.File("bin"),
            ["CAM_WAIT_SECONDS"] = "0",
        };
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        var program = ProgramsOnPath.Find(shell == "ps1" ? "pwsh" : "bash")!;
        var script = InCheckout("infra", "hooks", $"{hook}.{shell}");
        return await RunningProgram.Executable(program, variables, InCheckout(), script).ExitedAsync();
    }

    public void Dispose() => folder.Dispose();
}
