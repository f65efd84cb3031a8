using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CamFunctions.Model.Import;

/// <summary>Tensors of the types that networks have at their ends, as float32 here.</summary>
internal static class TensorNumbers
{
    /// <exception cref="ModelException">The network's input is of another type.</exception>
    public static OrtValue Create(float[] values, long[] shape, NetworkInput input) => input.Type switch
    {
        TensorProto.Types.DataType.Float => OrtValue.CreateTensorValueFromMemory(values, shape),
        TensorProto.Types.DataType.Float16 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (Float16)value), shape),
        TensorProto.Types.DataType.Double => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (double)value), shape),
        TensorProto.Types.DataType.Uint8 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (byte)value), shape),
        _ => throw new ModelException($"The network's input {input.Name} is of type {input.Type}; float, float16, double and uint8 are supported."),
    };

    /// <summary>Whether a tensor holds numbers that <see cref="Read"/> reads.</summary>
    public static bool AreFractional(OrtValue value) =>
        value.GetTensorTypeAndShape().ElementDataType is TensorElementType.Float or TensorElementType.Float16 or TensorElementType.Double;

    public static float[] Read(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.Float16 => Array.ConvertAll(value.GetTensorDataAsSpan<Float16>().ToArray(), number => (float)number),
        TensorElementType.Double => Array.ConvertAll(value.GetTensorDataAsSpan<double>().ToArray(), number => (float)number),
        _ => value.GetTensorDataAsSpan<float>().ToArray(),
    };
}
