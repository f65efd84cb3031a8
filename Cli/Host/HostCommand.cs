using System.CommandLine;
using CamFunctions.Cli.Models;
using CamFunctions.Cli.Output;
using CamFunctions.LocalHost;
using CamFunctions.Shared.Configuration;
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
            var folder = Path.GetFullPath(parsed.GetValue(app)!);
            var settings = await WithModelAsync(LocalSettings.Read(Environment.CurrentDirectory), folder, cancellation);
            await new LocalHostRun(folder, settings, Terminal.WriteLine).RunAsync(cancellation);
        });
        return command;
    }

    /// <summary>A published app contains its model. A build does not and gets the default model, which is prepared if missing.</summary>
    private static async Task<Settings> WithModelAsync(Settings settings, string appFolder, CancellationToken cancellation)
    {
        var processing = ProcessorSettings.Read(settings);
        // For a folder without an app, which is refused next, nothing is downloaded.
        if (processing.ModelPath is not null || HasModel(appFolder) || !File.Exists(Path.Combine(appFolder, "host.json")))
        {
            return settings;
        }

        var path = await DefaultModel.EnsureAsync(processing.Precision, cancellation);
        return settings.WithDefaults([KeyValuePair.Create("ModelPath", path)]);
    }

    private static bool HasModel(string appFolder) =>
        Path.Combine(appFolder, "model") is var folder && Directory.Exists(folder) && Directory.GetFiles(folder, "*.onnx").Length > 0;
}
