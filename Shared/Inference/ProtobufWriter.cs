namespace CamFunctions.Shared.Inference;

/// <summary>Writes fields of a protobuf message.</summary>
internal static class ProtobufWriter
{
    private const int WireTypeBits = 3;
    private const int Counted = 2;

    /// <summary>A field of a number below 16 with a length and that many bytes.</summary>
    public static void WriteBytes(this Stream message, int number, ReadOnlySpan<byte> content)
    {
        message.WriteHeader(number, content.Length);
        message.Write(content);
    }

    /// <summary>The beginning of such a field.</summary>
    public static void WriteHeader(this Stream message, int number, int length)
    {
        message.WriteByte((byte)((number << WireTypeBits) | Counted));
        var rest = (uint)length;
        for (; rest >= 0x80; rest >>= 7)
        {
            message.WriteByte((byte)(rest | 0x80));
        }

        message.WriteByte((byte)rest);
    }

    /// <summary>A field of a number below 16 with a value below 128.</summary>
    public static void WriteNumber(this Stream message, int number, byte value)
    {
        message.WriteByte((byte)(number << WireTypeBits));
        message.WriteByte(value);
    }
}
