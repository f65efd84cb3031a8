using System.CommandLine;
using CamFunctions.Cli.Images;
using CamFunctions.Cli.Models;
using CamFunctions.Cli.Options;
using CamFunctions.Cli.Output;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Rendering;
using CamFunctions.Storage.Folders;
using CamFunctions.Workstation;

namespace CamFunctions.Cli.Localize;

/// <summary><c>localize</c>: processes files and folders and writes overlays and records, without blob storage.</summary>
internal static class LocalizeCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Image files and folders of images.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for overlays/ and predictions/.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "localized",
        };
        var geometry = ChoiceOption.Of<Geometry>("--geometry", "Which part of an image the network sees.");
        var classes = new Option<string?>("--classes")
        {
            Description = "Further classes to be in the records whatever their rank: indices, WordNet IDs or names, separated by commas.",
            HelpName = "LIST",
        };
        var overlayClass = ChoiceOption.Of<OverlayClass>(
            "--overlay-class",
            "The class that overlays show: the best one, or the first of --classes.");
        var map = ChoiceOption.Of<MapKind>(
            "--map",
            "The map of the overlays: cam shows what speaks for a class, contrast what tells it from the other best classes.");
        var colorMap = ChoiceOption.Of<ColorMap>("--color-map", "The colour map of the overlays.");
        var top = NumberOption.Between("--top", 1, 100, "Number of best classes in a record");
        var polygons = new Option<bool>("--polygons") { Description = "Also write the outlines of regions to the records." };
        var records = new Option<bool>("--records") { Description = "Also write each record to standard output, as one line of JSON." };

        var npy = new Option<bool>("--npy")
        {
            Description = "Also write each map as NumPy arrays to DIR/maps: on its grid, and up-sampled to the image.",
        };
        var png = new Option<bool>("--png")
        {
            Description = "Also write each map to DIR/maps as a grey PNG of the image's size with 16 bits, whose text says the scale.",
        };

        var command = new Command("localize", "Show what the network sees in images, and where.")
        {
            paths, output, geometry, top, classes, overlayClass, map, colorMap, polygons, records, npy, png,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new LocalizeRequest(
                parsed.GetValue(paths)!,
                parsed.GetValue(output)!,
                new MapForms(parsed.GetValue(npy), parsed.GetValue(png)),
                parsed.GetValue(records)),
            options => options with
            {
                Geometry = ChoiceOption.Parse<Geometry>(parsed.GetValue(geometry)) ?? options.Geometry,
                Classes = parsed.GetValue(classes) ?? options.Classes,
                OverlayClass = ChoiceOption.Parse<OverlayClass>(parsed.GetValue(overlayClass)) ?? options.OverlayClass,
                Map = ChoiceOption.Parse<MapKind>(parsed.GetValue(map)) ?? options.Map,
                ColorMap = ChoiceOption.Parse<ColorMap>(parsed.GetValue(colorMap)) ?? options.ColorMap,
                Top = parsed.GetValue(top) ?? options.Top,
                Polygons = parsed.GetValue(polygons) || options.Polygons,
            },
            cancellation));
        return command;
    }

    /// <param name="request">The files and outputs.</param>
    /// <param name="choose">Applies the command's options to the settings.</param>
    /// <param name="cancellation">Starts no more images, and stops those in progress before their next step.</param>
    /// <returns>The exit code: 0 only if all files were processed.</returns>
    private static async Task<int> RunAsync(
        LocalizeRequest request,
        Func<AnalysisOptions, AnalysisOptions> choose,
        CancellationToken cancellation)
    {
        var settings = ProcessorSettings.Read(LocalSettings.Read(Environment.CurrentDirectory));
        var options = ProcessorSettings.Checked(choose(settings.Options));
        var images = ImageFiles.Find(request.Paths, request.OutputFolder);
        var results = new ResultFolder(request.OutputFolder);
        results.Create();
        settings = settings.ForImages(images.Count, Environment.ProcessorCount) with { Options = options };
        using var model = await DefaultModel.LoadAsync(settings, cancellation);
        var maps = request.Maps.IsAny ? new MapFiles(results, request.Maps) : null;
        var processor = settings.Processor(model, maps is null ? null : maps.Write);
        var job = new LocalizeJob(processor, results, LocalizeJob.ImagesInProgress);
        var isComplete = await LocalizeConsole.ShowAsync(job.RunAsync(images, cancellation), images.Count, request.WritesRecords);
        Terminal.WriteErrorLine($"Overlays and records are in {results.Path}.");
        return isComplete ? 0 : 1;
    }
}
