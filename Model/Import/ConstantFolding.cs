using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Import;

/// <summary>
/// Values of a graph that do not change with the image, whatever they are made by: initializers, Constant nodes, DequantizeLinear
/// of integers, Cast of float16, Transpose of a kernel. ONNX Runtime computes them, so every operator it knows will do.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="folder">Where the files are that its weights are in.</param>
internal sealed class ConstantFolding(NetworkGraph graph, string folder)
{
    private const string Result = "cam_constant";
    private const long FirstFormatWithoutInitializersAsInputs = 4;

    private readonly Dictionary<string, Tensor> known = new(StringComparer.Ordinal);

    /// <exception cref="ModelException">ONNX Runtime can't compute it.</exception>
    public Tensor this[string value] => known.TryGetValue(value, out var tensor) ? tensor : known[value] = Compute(value);

    private Tensor Compute(string value)
    {
        using var session = OpenSession(Extract(value));
        using var options = new RunOptions();
        using var outputs = session.Run(options, new Dictionary<string, OrtValue>(StringComparer.Ordinal), [Result]);
        return new Tensor(outputs[0].GetTensorTypeAndShape().Shape, outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>A model of only what makes the value, and a cast of it to float32.</summary>
    private string Extract(string value)
    {
        var part = new ModelProto { IrVersion = Math.Max(graph.Model.IrVersion, FirstFormatWithoutInitializersAsInputs), Graph = new GraphProto { Name = "constant" } };
        part.OpsetImport.Add(graph.Model.OpsetImport);
        part.Graph.Node.Add(graph.Model.Graph.Node);
        part.Graph.Initializer.Add(graph.Model.Graph.Initializer);
        new GraphBuilder(part.Graph).Node("Cast", Result, [value], GraphBuilder.Attribute("to", (long)TensorProto.Types.DataType.Float));
        part.Graph.Output.Add(Values.Declare(Result));
        DeadNodes.Remove(part.Graph);
        var path = Path.Combine(folder, "constant.onnx");
        ModelFile.Write(part, path);
        return path;
    }

    private static InferenceSession OpenSession(string path)
    {
        try
        {
            using var options = Sessions.Plain();
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new ModelException($"ONNX Runtime can't compute a constant of the network: {fault.Message}", fault);
        }
    }
}
