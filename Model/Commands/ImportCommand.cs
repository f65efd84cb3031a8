using System.CommandLine;
using System.Globalization;
using CamFunctions.Model.Import;

namespace CamFunctions.Model.Commands;

/// <summary><c>import</c>: from any ONNX classifier with a global average pool to a prepared model.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("FILE") { Description = "The network, an ONNX file." };
        var labels = new Option<string>("--labels")
        {
            Description = $"A text file with the name of a class a line, a TSV with index, WordNet id and name, or '{LabelFile.ImageNet}' for the 1,000 classes.",
            HelpName = "FILE",
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "The prepared model.", HelpName = "FILE", Required = true };
        var name = new Option<string?>("--name") { Description = "What records call the network; by default the file's name.", HelpName = "NAME" };
        var geometry = new Option<string?>("--geometry")
        {
            Description = "What part of an image it is to see: whole, crop or stretch; by default whole, or crop if the network's sides are fixed.",
            HelpName = "NAME",
        };
        geometry.AcceptOnlyFromAmong("whole", "crop", "stretch");
        var side = new Option<int?>("--side") { Description = "The one side in pixels that the network takes, if it leaves its sides open and takes no others.", HelpName = "PIXELS" };
        var preprocessing = new PreprocessingOptions();
        var command = new Command("import", "Give a network of your own a CAM head.") { path, labels, output, name, geometry, side };
        preprocessing.AddTo(command);
        command.SetAction(parsed => Import(
            new ImportRequest(
                parsed.GetValue(path)!,
                parsed.GetValue(name) ?? Path.GetFileNameWithoutExtension(parsed.GetValue(path)!),
                LabelFile.Read(parsed.GetValue(labels)!),
                preprocessing.Parse(parsed),
                parsed.GetValue(geometry),
                parsed.GetValue(side)),
            Path.GetFullPath(parsed.GetValue(output)!)));
        return command;
    }

    private static void Import(ImportRequest request, string output)
    {
        using var file = new NewFile(output);
        var report = OnnxImporter.Import(request, file.ScratchFolder, file.TemporaryPath);
        file.Keep();
        var sides = report.Sides is { } fixedSides ? $"{fixedSides.Width} x {fixedSides.Height} pixels only" : "any size";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Classes} classes, from the average of {report.FeatureMaps} with its {report.Channels} feature maps"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"images of {sides}, geometry {report.Geometry}, {report.Stride} pixels a cell"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scores against the network's own: {report.ScoreDifference:G2} of their range at most"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean(M_c) + b_c against logit_c: {report.InvariantDifference:G2} of the range at most"));
        Console.WriteLine(request.Preprocessing is null
            ? $"Written without preprocessing, which the functions refuse: {output}"
            : $"Ready. Give it to the functions with the setting ModelPath: {output}");
    }
}
