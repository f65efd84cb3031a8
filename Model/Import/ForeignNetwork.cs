using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import;

/// <summary>
/// A network while it is imported: its graph in memory, its weights in a file, which ONNX Runtime maps and does not copy.
/// </summary>
/// <param name="Graph">The graph.</param>
/// <param name="Input">What the network takes.</param>
/// <param name="Folder">The folder of its weights, and of files on the way.</param>
internal sealed record ForeignNetwork(OnnxGraph Graph, NetworkInput Input, string Folder)
{
    /// <summary>Far enough to see the average and what stands before it; further back values are large.</summary>
    private const int Depth = 48;

    /// <summary>Since this file format initializers need not be inputs too, and are constants if they are not.</summary>
    private const long MinimumFileFormat = 4;

    private string GraphPath => Path.Combine(Folder, "network.onnx");

    private string WeightsPath => Path.ChangeExtension(GraphPath, ".weights");

    /// <exception cref="ModelException">The file is not an ONNX model of one image, or is too old.</exception>
    public static ForeignNetwork Read(string path, string folder)
    {
        var model = ModelFile.ReadWhole(path);
        RaiseFileFormat(model);
        var graph = OlderOperators.Raise(OnnxGraph.Of(model));
        var network = new ForeignNetwork(graph, NetworkInput.Of(graph), folder);
        ExternalData.MoveTo(model, network.WeightsPath);
        return network;
    }

    /// <summary>The outputs, and the values that each is made from.</summary>
    public IEnumerable<GraphValue> ValuesNearOutputs() =>
        Graph.Outputs.Concat(Graph.Outputs.SelectMany(output => output.Origins().Take(Depth))).Where(value => value.Producer is not null);

    /// <summary>Opens a session of the network.</summary>
    /// <param name="values">What it is to output.</param>
    /// <exception cref="ModelException">ONNX Runtime can't use the network.</exception>
    public NetworkSession Open(IEnumerable<GraphValue> values)
    {
        var names = values.Select(value => value.Name).Distinct(StringComparer.Ordinal).ToArray();
        var model = Graph.Model.Clone();
        var outputs = model.Graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        model.Graph.Output.Add(names.Where(name => !outputs.Contains(name)).Select(Values.Declare));
        ModelFile.Write(model, GraphPath);
        return NetworkSession.Open(GraphPath, Input, names);
    }

    /// <summary>Writes a prepared model that was made from the network, with the weights that it needs.</summary>
    public void WritePrepared(ModelProto model, string path) => PreparedModelFile.Write(model.Clone(), path, Folder);

    private static void RaiseFileFormat(ModelProto model)
    {
        model.IrVersion = Math.Max(model.IrVersion, MinimumFileFormat);
        var constants = model.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = model.Graph.Input.Where(input => !constants.Contains(input.Name)).ToArray();
        model.Graph.Input.Clear();
        model.Graph.Input.Add(inputs);
    }
}
