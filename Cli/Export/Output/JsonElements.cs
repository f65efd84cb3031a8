using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CamFunctions.Cli.Export.Output;

/// <summary>The elements of a JSON array that is too long for memory, one per line, at the end of a file.</summary>
/// <param name="file">The file, which ends with the opening bracket or an element.</param>
/// <param name="count">How many elements it has already.</param>
internal sealed class JsonElements(PartialFile file, long count)
{
    /// <summary>How many elements there are.</summary>
    public long Count { get; private set; } = count;

    public void Add<TElement>(TElement element, JsonTypeInfo<TElement> type)
    {
        file.Content.Write(Count == 0 ? "\n"u8 : ",\n"u8);
        JsonSerializer.Serialize(file.Content, element, type);
        Count++;
    }
}
