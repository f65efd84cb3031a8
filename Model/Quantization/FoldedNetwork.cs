using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Quantization;

/// <summary>
/// A network with everything folded that can be: constants computed, batch normalisation and scaling in the weights of the convolution
/// before them. ONNX Runtime does it, with its optimisations that are the same for every processor.
/// </summary>
internal static class FoldedNetwork
{
    public static ModelProto Read(string path, string scratchFolder)
    {
        var folded = Path.Combine(scratchFolder, "folded.onnx");
        try
        {
            using var options = new SessionOptions
            {
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
                OptimizedModelFilePath = folded,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            using var session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException($"ONNX Runtime can't use the model {path}: {exception.Message} Prepare it again.", exception);
        }

        // Weights that nothing was folded into stay where they are.
        var model = ModelFile.Read(folded);
        ModelFile.Inline(model, path);
        File.Delete(folded);
        return model;
    }
}
