using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CamFunctions.Model.Graph;

/// <summary>The numbers of ONNX Runtime's tensors, as float32.</summary>
internal static class TensorNumbers
{
    /// <returns><see langword="null"/> for tensors of whole numbers; 0 and 1 for truth values.</returns>
    public static float[]? Read(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        TensorElementType.Float16 => Array.ConvertAll(value.GetTensorDataAsSpan<Float16>().ToArray(), number => (float)number),
        TensorElementType.Double => Array.ConvertAll(value.GetTensorDataAsSpan<double>().ToArray(), number => (float)number),
        TensorElementType.Bool => Array.ConvertAll(value.GetTensorDataAsSpan<bool>().ToArray(), isTrue => isTrue ? 1f : 0f),
        _ => null,
    };
}
