using System.CommandLine;
using CamFunctions.Cli.Output;
using CamFunctions.LocalHost;
using CamFunctions.Workstation;

namespace CamFunctions.Cli.Host;

/// <summary><c>host</c>: runs the functions on this machine, with storage and a local page.</summary>
internal static class HostCommand
{
    public static Command Create()
    {
        var app = new Option<string>("--app")
        {
            Description = "The folder of the built or published Functions app, which contains host.json.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Environment.CurrentDirectory,
        };
        var command = new Command(
            "host",
            "Run the functions on this machine as the Azure Functions host does, with a page that shows the results.")
        {
            app,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = LocalSettings.Read(Environment.CurrentDirectory);
            await new LocalHostRun(Path.GetFullPath(parsed.GetValue(app)!), settings, Terminal.WriteLine).RunAsync(cancellation);
        });
        return command;
    }
}
