using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Model.Quantization;

/// <summary>What ONNX Runtime makes of a model before it runs it.</summary>
internal static class OptimizedGraph
{
    /// <summary>How many nodes of each operator there are.</summary>
    /// <param name="model">The model's file.</param>
    public static IReadOnlyDictionary<string, int> Operators(string model)
    {
        using var folder = new TemporaryFolder();
        using (var options = new SessionOptions { OptimizedModelFilePath = folder.File("optimized.onnx") })
        {
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED;
            using var session = new InferenceSession(model, options);
        }

        return ModelFile.Read(folder.File("optimized.onnx")).Graph.Node
            .GroupBy(node => node.OpType, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }
}
