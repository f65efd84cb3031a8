using System.CommandLine;
using CamFunctions.Configuration;
using CamFunctions.Imaging;
using CamFunctions.Inference;
using CamFunctions.Rendering;

namespace CamFunctions.Commands;

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
        var geometry = Choice<Geometry>("--geometry", "Which part of an image the network sees.");
        var colorMap = Choice<ColorMap>("--color-map", "The overlays' colours.");
        var top = NumberOption.Between("--top", 1, 100, "How many of the best classes a record has");
        var records = new Option<bool>("--records") { Description = "Write each record to standard output too, as one line of JSON." };

        var command = new Command("localize", "Show what the network sees in images, and where.")
        {
            paths, output, geometry, top, colorMap, records,
        };
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(
            () => RunAsync(
                new LocalizeRequest(parsed.GetValue(paths)!, parsed.GetValue(output)!, parsed.GetValue(records)),
                options => options with
                {
                    Geometry = Chosen<Geometry>(parsed.GetValue(geometry)) ?? options.Geometry,
                    ColorMap = Chosen<ColorMap>(parsed.GetValue(colorMap)) ?? options.ColorMap,
                    Top = parsed.GetValue(top) ?? options.Top,
                },
                cancellation),
            cancellation));
        return command;
    }

    /// <param name="request">What is asked for.</param>
    /// <param name="choose">Puts the command's options over the settings.</param>
    /// <param name="cancellation">Stops between two images.</param>
    private static Task<int> RunAsync(
        LocalizeRequest request,
        Func<PipelineOptions, PipelineOptions> choose,
        CancellationToken cancellation)
    {
        var options = FunctionOptions.Read(SettingSources.Read(Environment.CurrentDirectory));
        var images = ImageFiles.Find(request.Paths, request.OutputFolder);
        using var model = CamModel.Load(options.ModelPath, options.InferenceThreads);
        var job = new LocalizeJob(new CamPipeline(model, choose(options.Pipeline)), new ResultFolder(request.OutputFolder), TimeProvider.System);
        var exitCode = LocalizeConsole.Show(images, job, request.WritesRecords, cancellation);
        Console.Error.WriteLine($"Overlays and records are in {Path.GetFullPath(request.OutputFolder)}.");
        return Task.FromResult(exitCode);
    }

    private static Option<string?> Choice<TChoice>(string name, string description)
        where TChoice : struct, Enum
    {
        var choices = Enum.GetNames<TChoice>().Select(choice => choice.ToLowerInvariant()).ToArray();
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', choices) };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }

    private static TChoice? Chosen<TChoice>(string? name)
        where TChoice : struct, Enum => name is null ? null : Enum.Parse<TChoice>(name, ignoreCase: true);
}
