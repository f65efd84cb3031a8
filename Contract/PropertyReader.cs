using System.Globalization;

namespace CamFunctions.Contract;

/// <summary>Reads the metadata properties of a model file.</summary>
/// <param name="properties">The properties.</param>
/// <param name="path">The file, for messages.</param>
internal sealed class PropertyReader(IReadOnlyDictionary<string, string> properties, string path)
{
    /// <returns><see langword="null"/> if the file has no such property.</returns>
    public string? Find(string key) => properties.GetValueOrDefault(key);

    /// <exception cref="InvalidModelException">The file has no such property.</exception>
    public string Text(string key) => Find(key) ?? throw Invalid($"has no metadata property {key}");

    /// <exception cref="InvalidModelException">The property is missing, or is not a positive whole number.</exception>
    public int Count(string key) =>
        int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw Invalid($"has a {key} that is not a positive whole number");

    /// <exception cref="InvalidModelException">The property is missing, or is not the name of a member.</exception>
    public TChoice Choice<TChoice>(string key)
        where TChoice : struct, Enum =>
        Enum.TryParse<TChoice>(Text(key), ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : throw Invalid($"has a {key} that is not one of {string.Join(", ", Enum.GetNames<TChoice>()).ToLowerInvariant()}");

    /// <returns><see langword="null"/> if the file has no such property.</returns>
    /// <exception cref="InvalidModelException">The property is not two numbers with a space between.</exception>
    public CellCentre? Centre(string key) => Find(key) is not { } text
        ? null
        : text.Split(' ') is [var x, var y] && Number(x) is { } centreX && Number(y) is { } centreY
            ? new CellCentre(centreX, centreY)
            : throw Invalid($"has a {key} that is not two numbers");

    /// <summary>A class per line, in the order of the logits: index, WordNet ID and names, with tabs between.</summary>
    /// <exception cref="InvalidModelException">The property is missing, or a line is not of this form.</exception>
    public IReadOnlyList<ClassLabel> Labels(string key) =>
    [
        .. Text(key).Split('\n').Select((line, index) => line.Split('\t') is [_, var wordNetId, var names]
            ? new ClassLabel(index, wordNetId.Length == 0 ? null : wordNetId, names)
            : throw Invalid($"has a broken label in line {index + 1} of {key}")),
    ];

    public InvalidModelException Invalid(string reason) => new(
        $"The model file {path} {reason}. Prepare it with this version's 'cam prepare' or 'cam import'.");

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
