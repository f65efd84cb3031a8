using System.Globalization;

namespace CamFunctions.Shared.Activation;

/// <summary>Finds classes by what people call them: index, WordNet ID or any of the names, in any case.</summary>
public sealed class ClassNames
{
    private readonly ILookup<string, int> indices;
    private readonly int count;

    public ClassNames(IReadOnlyList<ClassLabel> labels)
    {
        count = labels.Count;
        indices = labels
            .SelectMany(label => label.Names.Split(", ").Append(label.WordNetId), (label, name) => (label.Index, Name: name?.Trim()))
            .Where(entry => entry.Name is { Length: > 0 })
            .ToLookup(entry => entry.Name!, entry => entry.Index, StringComparer.OrdinalIgnoreCase);
    }

    /// <returns>All classes of the name, since some share one, such as the two cranes of ImageNet; none if no class has it.</returns>
    public IReadOnlyList<int> Find(string name)
    {
        var found = indices[name.Trim()].ToArray();
        return found.Length == 0 && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count
            ? [index]
            : found;
    }
}
