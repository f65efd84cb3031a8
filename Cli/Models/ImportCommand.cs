using System.CommandLine;
using System.Globalization;
using CamFunctions.Cli.Images;
using CamFunctions.Cli.Options;
using CamFunctions.Cli.Output;
using CamFunctions.Model.Centre;
using CamFunctions.Model.Import;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Cli.Models;

/// <summary><c>import</c>: prepares a model from any ONNX classifier with global average pooling.</summary>
internal static class ImportCommand
{
    private static readonly string SamplesFolder = Path.Combine(AppContext.BaseDirectory, "samples");

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
        var geometry = ChoiceOption.Of<Geometry>(
            "--geometry", "Which part of an image it sees; by default whole, or crop if the network accepts only one size.");
        var side = new Option<int?>("--side")
        {
            Description = "The only side in pixels that works, for networks that declare any size but accept only one.",
            HelpName = "PIXELS",
        };
        var stride = new Option<int?>("--stride")
        {
            Description = "Pixels per cell of the maps: the network's own, which is the default, or half of it, which leaves the scores " +
                "and maps as they are and adds the points between.",
            HelpName = "PIXELS",
        };
        var photographs = new Option<string?>("--photographs")
        {
            Description = "Photographs like those the network was trained with, to measure where in the image its cells are; " +
                "by default the samples.",
            HelpName = "FOLDER",
        };
        var licence = new Option<string?>("--licence")
        {
            Description = "The licence of the network's weights, for records: an SPDX identifier such as Apache-2.0, or words.",
            HelpName = "ID",
        };
        var expected = new Option<string?>("--expected")
        {
            Description = "The name of the metadata with the true class of an image; records then say its rank and probability.",
            HelpName = "KEY",
        };
        expected.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !token.Value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')))
            {
                result.AddError("--expected takes a name that metadata can have: letters, digits and underscores.");
            }
        });
        var preprocessing = new PreprocessingOptions();
        var command = new Command("import", "Add a CAM head to a network of your own.")
        {
            path, labels, output, name, geometry, side, stride, photographs, licence, expected,
        };
        preprocessing.AddTo(command);
        command.SetAction(parsed => Import(
            new ImportRequest(
                parsed.GetValue(path)!,
                parsed.GetValue(name) ?? Path.GetFileNameWithoutExtension(parsed.GetValue(path)!),
                LabelFile.Read(parsed.GetValue(labels)!),
                preprocessing.Parse(parsed),
                ChoiceOption.Parse<Geometry>(parsed.GetValue(geometry)),
                parsed.GetValue(side),
                parsed.GetValue(stride))
            {
                Licence = parsed.GetValue(licence),
                ExpectedKey = parsed.GetValue(expected),
            },
            parsed.GetValue(photographs) ?? SamplesFolder,
            Path.GetFullPath(parsed.GetValue(output)!)));
        return command;
    }

    private static void Import(ImportRequest request, string photographs, string output)
    {
        using var file = new NewModelFile(output);
        var report = OnnxImporter.Import(request, file.ScratchFolder, file.TemporaryPath);
        var centre = request.Preprocessing is null ? null : MeasureCentre(file.TemporaryPath, report.Stride, photographs);
        file.Commit();
        foreach (var line in Describe(report))
        {
            Terminal.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        }

        if (centre is not null)
        {
            Terminal.WriteLine(centre);
        }

        Terminal.WriteLine(request.Preprocessing is null
            ? $"Written without preprocessing, so the functions will refuse it: {output}"
            : $"Done. Use it with the setting ModelPath: {output}");
    }

    /// <summary>Adds the centre to the model, if it can be measured.</summary>
    /// <returns>What is to be said about it.</returns>
    private static string MeasureCentre(string path, int stride, string photographs)
    {
        var measured = CentreMeasurement.Of(path, NetworkImages.Read(photographs, path));
        if (!measured.IsMeaningful)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"centre of the first cell: not known, so the middle is taken; the maps of photographs and of their mirror images have a " +
                $"correlation of {measured.Correlation:F2} only");
        }

        PreparedModelFile.SetCentre(path, measured.Centre);
        var (x, y) = measured.Displacement(stride);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"centre of the first cell: {measured.Centre.X} {measured.Centre.Y}, from the middle of the cell {x:+0.##;-0.##;0} pixels " +
            $"across and {y:+0.##;-0.##;0} down (correlation with mirror images {measured.Correlation:F2})");
    }

    private static FormattableString[] Describe(ImportReport report) => Describe(report, report.Geometry.ToString().ToLowerInvariant());

    private static FormattableString[] Describe(ImportReport report, string geometry) =>
    [
        $"{report.Classes} classes, from the average of {report.FeatureMaps} with its {report.Channels} feature maps",
        report.Sides is { } sides
            ? $"images of {sides.Width} x {sides.Height} pixels only, geometry {geometry}, {report.Stride} pixels per cell"
            : (FormattableString)$"images of any size, geometry {geometry}, {report.Stride} pixels per cell",
        $"maximum difference from the network's own scores: {report.ScoreDifference:G2} of their range",
        $"maximum difference between mean(M_c) + b_c and logit_c: {report.InvariantDifference:G2} of the range",
    ];
}
