using System.Globalization;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Benchmarks;

/// <summary>
/// How long the import of a network as large as ResNet-50 takes, and how much memory. The network is the prepared model without
/// its preprocessing and its CAM head, as an exporter would have written it.
/// </summary>
internal static class ImportOfResNet50
{
    private const int Rounds = 5;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("camfunctions-").FullName;
        try
        {
            var network = Path.Combine(folder, "resnet50.onnx");
            WriteNetwork(network);
            for (var round = 1; round <= Rounds; round++)
            {
                var (seconds, bytes) = Import(network, Path.Combine(folder, "resnet50-cam.onnx"));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"import {round}: {seconds:F1} s, peak memory {bytes / 1e6:F0} MB, " +
                    $"{bytes / (double)new FileInfo(network).Length:F1} times the file"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void WriteNetwork(string path)
    {
        var model = ModelFile.ReadWhole(PreparedModel.Float32);
        var graph = model.Graph;
        var features = graph.Node.Single(node => node.OpType == "GlobalAveragePool").Input[0];
        var classifier = graph.Node.Single(node => node.OpType == "Gemm");
        var image = graph.Node.Single(node => node.OpType == "Sub").Output[0];
        GraphNames.Rename(graph, new Dictionary<string, string>(StringComparer.Ordinal) { [image] = "network_input" });
        graph.Node.Remove(graph.Node.Single(node => node.OpType == "Sub"));
        graph.Input.Clear();
        graph.Input.Add(Values.Declare("network_input", TensorProto.Types.DataType.Float, "N", 3, "H", "W"));
        var builder = new GraphBuilder(graph);
        var vector = builder.Node("Flatten", "vector", [builder.Node("GlobalAveragePool", "pool", [features])]);
        graph.Output.Clear();
        var scores = builder.Node("Gemm", "scores", [vector, .. classifier.Input.Skip(1)], GraphBuilder.Attribute("transB", 1L));
        graph.Output.Add(Values.Declare(scores));
        DeadNodes.Remove(graph);
        model.MetadataProps.Clear();
        ModelFile.Write(model, path);
    }

    private static (double Seconds, long Bytes) Import(string network, string output) => ProcessMemory.Run(
        "dotnet",
        Path.Combine(AppContext.BaseDirectory, "cam.dll"), "import", network,
        "--labels", "imagenet",
        "--preprocess", "keras-caffe",
        "--out", output);
}
