using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Graph;

/// <summary>
/// Computes values that do not depend on the image, whatever produces them: initializers, Constant nodes, DequantizeLinear of
/// integers, Cast of float16, Transpose of a kernel. ONNX Runtime does it, so every operator it has will do.
/// </summary>
/// <param name="model">The model that the values are of.</param>
/// <param name="folder">The folder of the model's weights, for a file.</param>
public sealed class ConstantEvaluator(ModelProto model, string folder)
{
    private const string Prefix = "evaluated_constant_";

    /// <summary>Sets <see cref="GraphValue.Constant"/> of all values that have none yet, in one session.</summary>
    /// <exception cref="ModelException">ONNX Runtime can't compute one.</exception>
    public void Evaluate(IEnumerable<GraphValue> values)
    {
        var unknown = values.Where(value => value.Constant is null).Distinct().ToArray();
        if (unknown.Length == 0)
        {
            return;
        }

        var path = Path.Combine(folder, "constants.onnx");
        var part = Part(unknown);
        ModelFile.Write(part, path);
        using var session = OpenSession(path);
        using var options = new RunOptions();
        var names = part.Graph.Output.Select(output => output.Name).ToArray();
        using var results = session.Run(options, new Dictionary<string, OrtValue>(StringComparer.Ordinal), names);
        foreach (var (value, result) in unknown.Zip(results))
        {
            var shape = new TensorShape(result.GetTensorTypeAndShape().Shape);
            value.Constant = new Tensor(shape, result.GetTensorDataAsSpan<float>().ToArray());
        }
    }

    /// <summary>A model of only what produces the values, and a cast of each to float32.</summary>
    private ModelProto Part(GraphValue[] values)
    {
        var part = new ModelProto
        {
            IrVersion = model.IrVersion,
            Graph = new GraphProto { Name = "constants" },
        };
        part.OpsetImport.Add(model.OpsetImport);
        part.Graph.Node.Add(model.Graph.Node);
        part.Graph.Initializer.Add(model.Graph.Initializer);
        var builder = new GraphBuilder(part.Graph);
        var toFloat = GraphBuilder.Attribute("to", (long)TensorProto.Types.DataType.Float);
        for (var index = 0; index < values.Length; index++)
        {
            part.Graph.Output.Add(Values.Declare(builder.Node("Cast", $"{Prefix}{index}", [values[index].Name], toFloat)));
        }

        DeadNodes.Remove(part.Graph);
        return part;
    }

    private static InferenceSession OpenSession(string path)
    {
        try
        {
            using var options = Sessions.Unoptimized();
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException($"ONNX Runtime can't compute a constant of the network: {exception.Message}", exception);
        }
    }
}
