using CamFunctions.Model.Cam;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Import;

/// <summary>Runs a network as it is and looks at some of its values.</summary>
internal sealed class NetworkSession : IDisposable
{
    /// <summary>No network has more classes; larger values are not the scores that are to be compared.</summary>
    private const int MaximumScores = 1_000_000;

    private readonly InferenceSession session;
    private readonly NetworkInput input;
    private readonly IReadOnlyList<string> values;

    private NetworkSession(InferenceSession session, NetworkInput input, IReadOnlyList<string> values)
    {
        this.session = session;
        this.input = input;
        this.values = values;
    }

    /// <param name="path">The network, with the values among its outputs.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="values">The names of the values.</param>
    /// <exception cref="ModelException">ONNX Runtime can't use it.</exception>
    public static NetworkSession Open(string path, NetworkInput input, IReadOnlyList<string> values)
    {
        try
        {
            using var options = Sessions.Unoptimized();
            return new NetworkSession(new InferenceSession(path, options), input, values);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException($"ONNX Runtime can't use the network: {exception.Message}", exception);
        }
    }

    /// <summary>Runs the network on one image of random pixels.</summary>
    /// <exception cref="OnnxRuntimeException">It does not run on an image of this size.</exception>
    public Observation Observe(ProofImage image, Preprocessing? preprocessing)
    {
        using var tensor = image.ForNetwork(input, preprocessing);
        using var options = new RunOptions();
        using var results = session.Run(options, [input.Name], [tensor], values);
        var tensors = values.Zip(results).Where(pair => pair.Second.IsTensor);
        var observed = tensors.ToDictionary(pair => pair.First, pair => Look(pair.Second), StringComparer.Ordinal);
        return new Observation(image.Height, image.Width, observed);
    }

    public void Dispose() => session.Dispose();

    private static ObservedValue Look(OrtValue value)
    {
        var tensor = value.GetTensorTypeAndShape();
        return new ObservedValue(
            new TensorShape(tensor.Shape), tensor.ElementDataType, tensor.ElementCount <= MaximumScores ? TensorNumbers.Read(value) : null);
    }
}
