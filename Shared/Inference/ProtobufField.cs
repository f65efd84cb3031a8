namespace CamFunctions.Shared.Inference;

/// <summary>A field of a serialised protobuf message, by its place in the file.</summary>
/// <param name="Number">The number in the message's definition.</param>
/// <param name="Start">Where its tag is.</param>
/// <param name="Content">Where its content begins: behind tag and length.</param>
/// <param name="End">Where the next field begins.</param>
/// <param name="Value">The number itself, if the field is one.</param>
internal readonly record struct ProtobufField(int Number, int Start, int Content, int End, ulong Value)
{
    public int Length => End - Content;
}
