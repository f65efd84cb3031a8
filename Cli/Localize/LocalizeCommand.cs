using System.CommandLine;
using CamFunctions.Cli.Models;
using CamFunctions.Cli.Options;
using CamFunctions.LocalHost;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Rendering;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Localize;

/// <summary><c>localize</c>: files and folders in, overlays and records out, without any storage.</summary>
internal static class LocalizeCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Image files, and folders whose images are taken.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder that gets overlays/ and predictions/.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "localized",
        };
        var geometry = ChoiceOption.Of<Geometry>("--geometry", "Which part of an image the network sees.");
        var colorMap = ChoiceOption.Of<ColorMap>("--color-map", "The overlays' colours.");
        var top = NumberOption.Between("--top", 1, 100, "How many of the best classes a record has");
        var records = new Option<bool>("--records") { Description = "Write each record to standard output too, as one line of JSON." };

        var command = new Command("localize", "Show what the network sees in images, and where.")
        {
            paths, output, geometry, top, colorMap, records,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new LocalizeRequest(parsed.GetValue(paths)!, parsed.GetValue(output)!, parsed.GetValue(records)),
            options => options with
            {
                Geometry = ChoiceOption.Chosen<Geometry>(parsed.GetValue(geometry)) ?? options.Geometry,
                ColorMap = ChoiceOption.Chosen<ColorMap>(parsed.GetValue(colorMap)) ?? options.ColorMap,
                Top = parsed.GetValue(top) ?? options.Top,
            },
            cancellation));
        return command;
    }

    /// <param name="request">What is asked for.</param>
    /// <param name="choose">Puts the command's options over the settings.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <returns>The exit code: 0 only if all were images.</returns>
    private static async Task<int> RunAsync(
        LocalizeRequest request,
        Func<AnalysisOptions, AnalysisOptions> choose,
        CancellationToken cancellation)
    {
        var settings = ProcessorSettings.Read(LocalSettings.Read(Environment.CurrentDirectory));
        var images = ImageFiles.Find(request.Paths, request.OutputFolder);
        var results = new ResultFolder(request.OutputFolder);
        results.Create();
        using var model = await OwnModel.LoadAsync(settings, cancellation);
        var processor = new ImageProcessor(new ImageAnalyzer(model, choose(settings.Options)), TimeProvider.System);
        var isComplete = await LocalizeConsole.ShowAsync(images, new LocalizeJob(processor, results), request.WritesRecords, cancellation);
        await Console.Error.WriteLineAsync($"Overlays and records are in {results.Path}.");
        return isComplete ? 0 : 1;
    }
}
