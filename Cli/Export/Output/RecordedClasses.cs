using CamFunctions.Cli.Export.Sources;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Output;

/// <summary>Collects the classes that occur in records.</summary>
internal sealed class RecordedClasses(IEnumerable<RecordedClass>? known)
{
    private readonly SortedDictionary<int, RecordedClass> classes = new((known ?? []).ToDictionary(entry => entry.Index));

    /// <summary>By index.</summary>
    public IReadOnlyList<RecordedClass> All => [.. classes.Values];

    /// <exception cref="ExportException">An earlier record has another class with this index.</exception>
    public void Add(PredictionEntry prediction, string record)
    {
        var added = new RecordedClass(prediction.Index, prediction.WordNetId, prediction.Label);
        if (classes.TryAdd(added.Index, added) || classes[added.Index] == added)
        {
            return;
        }

        throw new ExportException(
            $"The records are of networks with different classes: class {added.Index} is \"{added.Label}\" in {record} and " +
            $"\"{classes[added.Index].Label}\" in an earlier record. Export the records of each network on their own.");
    }
}
