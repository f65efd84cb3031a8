using System.Globalization;
using System.Text;

namespace CamFunctions.Shared.Inference;

/// <summary>
/// Which weights of a serialised ONNX model can be mapped from its file, and the tensors that say so: external data of the ONNX
/// standard. Field numbers are those of TensorProto in onnx.proto.
/// </summary>
internal static class WeightsInFile
{
    private const int RawData = 9;
    private const int ExternalData = 13;
    private const int DataLocation = 14;

    /// <summary>DataLocation.EXTERNAL.</summary>
    private const byte External = 1;

    /// <summary>A mapping of its own is not worth while for less.</summary>
    private const int MinimumLength = 64 * 1024;

    /// <returns>The tensor's bytes; <see langword="null"/> if they are few or stand in another form.</returns>
    public static ProtobufField? Find(ReadOnlySpan<byte> model, ProtobufField tensor) =>
        ProtobufReader.Find(model, tensor, RawData) is { Length: >= MinimumLength } data ? data : null;

    /// <param name="model">The file's bytes.</param>
    /// <param name="tensor">A tensor in it.</param>
    /// <param name="data">The tensor's bytes.</param>
    /// <param name="fileName">The file that the tensor is to be mapped from.</param>
    public static byte[] Tensor(ReadOnlySpan<byte> model, ProtobufField tensor, ProtobufField data, string fileName)
    {
        using var message = new MemoryStream();
        message.Write(model[tensor.Content..data.Start]);
        message.Write(model[data.End..tensor.End]);
        message.WriteBytes(ExternalData, Entry("location", fileName));
        message.WriteBytes(ExternalData, Entry("offset", data.Content.ToString(CultureInfo.InvariantCulture)));
        message.WriteBytes(ExternalData, Entry("length", data.Length.ToString(CultureInfo.InvariantCulture)));
        message.WriteNumber(DataLocation, External);
        return message.ToArray();
    }

    /// <summary>A StringStringEntryProto.</summary>
    private static byte[] Entry(string key, string value)
    {
        using var entry = new MemoryStream();
        entry.WriteBytes(1, Encoding.UTF8.GetBytes(key));
        entry.WriteBytes(2, Encoding.UTF8.GetBytes(value));
        return entry.ToArray();
    }
}
