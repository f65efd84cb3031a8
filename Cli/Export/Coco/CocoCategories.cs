using CamFunctions.Cli.Export.Output;

namespace CamFunctions.Cli.Export.Coco;

/// <summary>Classes as COCO categories.</summary>
internal static class CocoCategories
{
    /// <summary>The same in every export, whichever classes occur in it.</summary>
    public static int Id(int classIndex) => classIndex + 1;

    /// <summary>
    /// Classes of the same name, such as the two cranes, get their WordNet id or index behind it: tools require unique names.
    /// </summary>
    public static IEnumerable<CocoCategory> Of(IReadOnlyList<RecordedClass> classes)
    {
        var ambiguous = classes.CountBy(entry => entry.Label, StringComparer.Ordinal)
            .Where(count => count.Value > 1)
            .Select(count => count.Key)
            .ToHashSet(StringComparer.Ordinal);
        return classes.Select(entry => new CocoCategory(
            Id(entry.Index),
            ambiguous.Contains(entry.Label) ? $"{entry.Label} ({entry.WordNetId ?? $"{entry.Index}"})" : entry.Label,
            Supercategory: string.Empty));
    }
}
