using CamFunctions.Model.Cam;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Quantization;

/// <summary>Runs the float32 network over photographs and looks at its activations.</summary>
internal static class Calibration
{
    /// <param name="model">The network; its outputs are the same afterwards.</param>
    /// <param name="values">The values to look at.</param>
    /// <param name="images">What to run it on.</param>
    /// <param name="scratchFolder">For a file on the way.</param>
    public static IReadOnlyDictionary<string, Histogram> Observe(
        ModelProto model,
        IEnumerable<GraphValue> values,
        IEnumerable<NetworkImage> images,
        string scratchFolder)
    {
        var histograms = values.ToDictionary(value => value.Name, _ => new Histogram(), StringComparer.Ordinal);
        var names = histograms.Keys.ToArray();
        var path = Path.Combine(scratchFolder, "observed.onnx");
        WriteWithOutputs(model, names, path);
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL };
        using var session = new InferenceSession(path, options);
        File.Delete(path);
        using var runOptions = new RunOptions();
        using var topK = OrtValue.CreateTensorValueFromMemory(new long[] { 1 }, [1]);
        foreach (var image in images)
        {
            using var tensor = image.ToTensor();
            using var results = session.Run(runOptions, CamContract.Inputs, [tensor, topK], names);
            // One core per tensor: counting takes as long as the network itself.
            Parallel.For(0, names.Length, index => histograms[names[index]].Add(results[index].GetTensorDataAsSpan<float>()));
        }

        return histograms;
    }

    private static void WriteWithOutputs(ModelProto model, IEnumerable<string> values, string path)
    {
        var own = model.Graph.Output.ToArray();
        model.Graph.Output.Clear();
        model.Graph.Output.Add(values.Select(Values.Declare));
        ModelFile.Write(model, path);
        model.Graph.Output.Clear();
        model.Graph.Output.Add(own);
    }
}
