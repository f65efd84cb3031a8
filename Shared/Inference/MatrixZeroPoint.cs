using System.Text;

namespace CamFunctions.Shared.Inference;

/// <summary>
/// The constant <see cref="CamContract.MatrixZeroPoint"/> of a serialised ONNX model, and its declaration as an input. Field numbers are
/// those of onnx.proto.
/// </summary>
internal static class MatrixZeroPoint
{
    /// <summary>TensorProto.name.</summary>
    private const int TensorName = 8;

    /// <summary>ValueInfoProto.name and type, TypeProto.tensor_type, TypeProto.Tensor.elem_type and shape.</summary>
    private const int Name = 1;
    private const int Type = 2;
    private const int TensorType = 1;
    private const int ElementType = 1;
    private const int Shape = 2;

    /// <summary>TensorProto.DataType.UINT8.</summary>
    private const byte UnsignedByte = 2;

    private static readonly byte[] NameBytes = Encoding.UTF8.GetBytes(CamContract.MatrixZeroPoint);

    public static bool Is(ReadOnlySpan<byte> model, ProtobufField tensor) =>
        ProtobufReader.Find(model, tensor, TensorName) is { } name && model[name.Content..name.End].SequenceEqual(NameBytes);

    /// <returns>A ValueInfoProto: an unsigned byte, as a scalar.</returns>
    public static byte[] Declaration()
    {
        using var tensor = new MemoryStream();
        tensor.WriteNumber(ElementType, UnsignedByte);
        tensor.WriteBytes(Shape, []);
        using var type = new MemoryStream();
        type.WriteBytes(TensorType, tensor.ToArray());
        using var input = new MemoryStream();
        input.WriteBytes(Name, NameBytes);
        input.WriteBytes(Type, type.ToArray());
        return input.ToArray();
    }
}
