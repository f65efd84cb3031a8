namespace CamFunctions.Shared.Inference;

/// <summary>
/// Goes through the fields of a serialised protobuf message without reading their content
/// (<see href="https://protobuf.dev/programming-guides/encoding/"/>).
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> file, int start, int end)
{
    private const int WireTypeBits = 3;
    private const int WireTypeMask = 0b111;

    private readonly ReadOnlySpan<byte> file = file;
    private int position = start;

    /// <returns>The first field of a message that has the number; <see langword="null"/> if none has.</returns>
    /// <exception cref="InvalidDataException">The bytes before it are not such a message.</exception>
    public static ProtobufField? Find(ReadOnlySpan<byte> file, ProtobufField message, int number)
    {
        var fields = new ProtobufReader(file, message.Content, message.End);
        while (fields.TryRead(out var field))
        {
            if (field.Number == number)
            {
                return field;
            }
        }

        return null;
    }

    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">The bytes are not such a message.</exception>
    public bool TryRead(out ProtobufField field)
    {
        field = default;
        if (position == end)
        {
            return false;
        }

        var tagStart = position;
        var tag = Varint();
        var valueStart = position;
        var (content, value) = (tag & WireTypeMask) switch
        {
            0 => (valueStart, Varint()),
            1 => (Skip(sizeof(ulong)), 0UL),
            2 => (SkipCounted(), 0UL),
            5 => (Skip(sizeof(uint)), 0UL),
            _ => throw new InvalidDataException(),
        };
        field = new ProtobufField((int)(tag >> WireTypeBits), tagStart, content, position, value);
        return true;
    }

    /// <returns>Where the skipped content began.</returns>
    private int SkipCounted() => Skip(Varint());

    private int Skip(ulong length)
    {
        var content = position;
        position = length <= (ulong)(end - content) ? content + (int)length : throw new InvalidDataException();
        return content;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = position < end ? file[position++] : throw new InvalidDataException();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException();
    }
}
