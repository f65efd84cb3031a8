using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Import;

/// <summary>A foreign network in ONNX Runtime, with values near its outputs made visible.</summary>
internal sealed class NetworkProbe : IDisposable
{
    /// <summary>No network has more classes; larger values are not the scores that are to be compared.</summary>
    private const int MostScores = 1_000_000;

    private readonly InferenceSession session;
    private readonly NetworkInput input;
    private readonly IReadOnlyList<string> values;

    private NetworkProbe(InferenceSession session, NetworkInput input, IReadOnlyList<string> values)
    {
        this.session = session;
        this.input = input;
        this.values = values;
    }

    /// <param name="path">The network, with the values among its outputs.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="ModelException">ONNX Runtime can't use it.</exception>
    public static NetworkProbe Open(string path, NetworkInput input, IReadOnlyList<string> values)
    {
        try
        {
            using var options = Sessions.Plain();
            return new NetworkProbe(new InferenceSession(path, options), input, values);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new ModelException($"ONNX Runtime can't use the network: {fault.Message}", fault);
        }
    }

    /// <summary>Makes values outputs too.</summary>
    public static void Expose(ModelProto model, IReadOnlyList<string> values)
    {
        var outputs = model.Graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        model.Graph.Output.Add(values.Where(value => !outputs.Contains(value)).Select(Values.Declare));
    }

    /// <summary>Runs the network on one image.</summary>
    /// <exception cref="OnnxRuntimeException">It does not run on an image like this.</exception>
    public NetworkRun Run(OrtValue image)
    {
        using var options = new RunOptions();
        using var results = session.Run(options, [input.Name], [image], values);
        var tensors = values.Zip(results).Where(pair => pair.Second.IsTensor).ToArray();
        return new NetworkRun(
            tensors.ToDictionary(pair => pair.First, pair => Facts(pair.Second), StringComparer.Ordinal),
            tensors.Where(pair => pair.Second.GetTensorTypeAndShape().ElementCount <= MostScores && TensorNumbers.AreFractional(pair.Second))
                .ToDictionary(pair => pair.First, pair => TensorNumbers.Read(pair.Second), StringComparer.Ordinal));
    }

    public void Dispose() => session.Dispose();

    private static ValueFacts Facts(OrtValue value)
    {
        var tensor = value.GetTensorTypeAndShape();
        return new ValueFacts(tensor.Shape, tensor.ElementDataType);
    }
}
