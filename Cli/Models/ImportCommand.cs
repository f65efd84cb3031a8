using System.CommandLine;
using System.Globalization;
using CamFunctions.Model.Import;

namespace CamFunctions.Cli.Models;

/// <summary><c>import</c>: prepares a model from any ONNX classifier with global average pooling.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("FILE") { Description = "The network, an ONNX file." };
        var labels = new Option<string>("--labels")
        {
            Description = "A text file with one class name per line, a TSV file with index, WordNet id and name, " +
                $"or '{LabelFile.ImageNet}' for its 1,000 classes.",
            HelpName = "FILE",
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "The file of the prepared model.", HelpName = "FILE", Required = true };
        var name = new Option<string?>("--name")
        {
            Description = "The network's name in records; by default the file's name.",
            HelpName = "NAME",
        };
        var geometry = new Option<string?>("--geometry")
        {
            Description = "Which part of an image it sees: whole, crop or stretch; " +
                "by default whole, or crop if the network accepts only one size.",
            HelpName = "NAME",
        };
        geometry.AcceptOnlyFromAmong("whole", "crop", "stretch");
        var side = new Option<int?>("--side")
        {
            Description = "The only side in pixels that works, for networks that declare any size but accept only one.",
            HelpName = "PIXELS",
        };
        var preprocessing = new PreprocessingOptions();
        var command = new Command("import", "Add a CAM head to a network of your own.") { path, labels, output, name, geometry, side };
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
        using var file = new NewModelFile(output);
        var report = OnnxImporter.Import(request, file.ScratchFolder, file.TemporaryPath);
        file.Commit();
        foreach (var line in Describe(report))
        {
            Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        }

        Console.WriteLine(request.Preprocessing is null
            ? $"Written without preprocessing, so the functions will refuse it: {output}"
            : $"Done. Use it with the setting ModelPath: {output}");
    }

    private static FormattableString[] Describe(ImportReport report) =>
    [
        $"{report.Classes} classes, from the average of {report.FeatureMaps} with its {report.Channels} feature maps",
        report.Sides is { } sides
            ? $"images of {sides.Width} x {sides.Height} pixels only, geometry {report.Geometry}, {report.Stride} pixels per cell"
            : (FormattableString)$"images of any size, geometry {report.Geometry}, {report.Stride} pixels per cell",
        $"maximum difference from the network's own scores: {report.ScoreDifference:G2} of their range",
        $"maximum difference between mean(M_c) + b_c and logit_c: {report.InvariantDifference:G2} of the range",
    ];
}
