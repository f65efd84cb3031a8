using CamFunctions.Shared.Activation;

namespace CamFunctions.Shared.Analysis;

/// <summary>What is asked of an image about particular classes.</summary>
/// <param name="Requested">The classes to be in the record whatever their rank, in the order asked for, each once.</param>
/// <param name="Expected">The true class; <see langword="null"/> if it is not known.</param>
/// <param name="Warnings">Sentences about names that no class has.</param>
public sealed record ClassQuestions(IReadOnlyList<int> Requested, int? Expected, IReadOnlyList<string> Warnings)
{
    /// <summary>The metadata of an image with the classes asked for, percent-encoded.</summary>
    public const string MetadataKey = "camclasses";

    /// <summary>All classes that the record needs whatever their rank.</summary>
    public IReadOnlyCollection<int> All => Expected is { } expected ? [.. Requested.Append(expected)] : Requested;

    /// <param name="names">The network's classes.</param>
    /// <param name="classes">The classes asked for of all images, separated by commas; <see langword="null"/> for none.</param>
    /// <param name="expectedKey">The metadata with the true class; <see langword="null"/> if images have none.</param>
    /// <param name="metadata">The image's metadata.</param>
    public static ClassQuestions Of(
        ClassNames names,
        string? classes,
        string? expectedKey,
        IReadOnlyDictionary<string, string> metadata)
    {
        var warnings = new List<string>();
        var asked = Split(classes).Concat(Split(Decoded(metadata, MetadataKey)));
        var requested = asked.SelectMany(name => Find(names, name, warnings)).Distinct().ToArray();
        var expected = expectedKey is not null && Decoded(metadata, expectedKey) is { } name ? Find(names, name, warnings) : [];
        return new ClassQuestions(requested, expected.Count > 0 ? expected[0] : null, warnings);
    }

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Metadata travel as HTTP headers, which take no other letters than those of ASCII.</summary>
    private static string? Decoded(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out var value) ? Uri.UnescapeDataString(value) : null;

    private static IReadOnlyList<int> Find(ClassNames names, string name, List<string> warnings)
    {
        var found = names.Find(name);
        if (found.Count == 0)
        {
            warnings.Add($"No class of the network is called {name}; use an index, a WordNet ID or a name of the model's labels.");
        }

        return found;
    }
}
