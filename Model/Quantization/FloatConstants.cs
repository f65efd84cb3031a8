using System.Runtime.InteropServices;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Quantization;

/// <summary>The float32 initializers of a model.</summary>
internal sealed class FloatConstants(ModelProto model)
{
    private readonly Dictionary<string, TensorProto> tensors = model.Graph.Initializer
        .Where(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Float)
        .ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);

    public bool Contains(GraphValue value) => tensors.ContainsKey(value.Name);

    public Tensor Read(GraphValue value)
    {
        var tensor = tensors[value.Name];
        float[] values = tensor.RawData.IsEmpty
            ? [.. tensor.FloatData]
            : MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
        return new Tensor(new TensorShape([.. tensor.Dims]), values);
    }
}
