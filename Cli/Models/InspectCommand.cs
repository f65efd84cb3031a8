using System.CommandLine;
using System.Globalization;
using CamFunctions.Cli.Output;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Cli.Models;

/// <summary><c>inspect</c>: prints the contents of a model file.</summary>
internal static class InspectCommand
{
    private const int LabelsShown = 3;

    public static Command Create()
    {
        var path = new Argument<string>("FILE") { Description = "An ONNX file." };
        var command = new Command("inspect", "Print the contents of a model.") { path };
        command.SetAction(parsed => Inspect(parsed.GetValue(path)!));
        return command;
    }

    private static void Inspect(string path)
    {
        var model = ModelFile.Read(path);
        foreach (var file in new[] { path, ModelFiles.WeightsOf(path), ModelFiles.AmxGraphOf(path) }.Where(File.Exists))
        {
            Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}, {new FileInfo(file).Length:N0} bytes"));
        }

        var operators = model.OpsetImport.Select(set => $"{(set.Domain.Length == 0 ? "ai.onnx" : set.Domain)} {set.Version}");
        var producer = $"Written by {model.ProducerName} {model.ProducerVersion}".TrimEnd();
        Terminal.WriteLine($"{producer}, operators {string.Join(", ", operators)}");
        Print("Inputs", model.Graph.Input.Select(Describe));
        Print("Outputs", model.Graph.Output.Select(Describe));
        Print("Properties", model.MetadataProps.Select(Describe));
        Print(
            "Nodes",
            model.Graph.Node.GroupBy(node => node.OpType, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .Select(group => $"{group.Count(),5} {group.Key}"));
        var parameters = model.Graph.Initializer.Sum(tensor => tensor.Dims.Aggregate(1L, (product, side) => product * side));
        Terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{parameters:N0} numbers in {model.Graph.Initializer.Count} constants"));
    }

    private static void Print(string title, IEnumerable<string> lines)
    {
        Terminal.WriteLine(title);
        foreach (var line in lines)
        {
            Terminal.WriteLine($"  {line}");
        }
    }

    private static string Describe(ValueInfoProto value)
    {
        var tensor = value.Type?.TensorType;
        var shape = tensor?.Shape?.Dim.Select(
            side => side.HasDimValue ? side.DimValue.ToString(CultureInfo.InvariantCulture) : side.DimParam);
        return $"{value.Name} {(TensorProto.Types.DataType)(tensor?.ElemType ?? 0)} [{string.Join(", ", shape ?? [])}]";
    }

    private static string Describe(StringStringEntryProto property)
    {
        var lines = property.Value.Split('\n');
        return lines.Length == 1
            ? $"{property.Key} = {property.Value}"
            : $"{property.Key} = {lines.Length} lines: {string.Join(" | ", lines.Take(LabelsShown))} | ...";
    }
}
