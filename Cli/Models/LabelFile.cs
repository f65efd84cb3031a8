using System.Globalization;
using CamFunctions.Model;
using CamFunctions.Model.Keras;

namespace CamFunctions.Cli.Models;

/// <summary>
/// Reads the names of a network's classes in the order of its scores: a text file with one name per line, or a TSV file with index,
/// WordNet ID and name, with or without a header.
/// </summary>
internal static class LabelFile
{
    /// <summary>Selects the built-in ImageNet classes.</summary>
    public const string ImageNet = "imagenet";

    private const int TsvFields = 3;

    /// <exception cref="ModelException">The file does not exist or has an invalid line.</exception>
    public static IReadOnlyList<ClassLabel> Read(string path)
    {
        if (path == ImageNet)
        {
            return ResNet50.ReadLabels();
        }

        if (!File.Exists(path))
        {
            throw new ModelException($"The label file {path} does not exist.");
        }

        var lines = File.ReadAllLines(path).Select(line => line.Trim()).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines.Any(line => line.Contains('\t', StringComparison.Ordinal)) ? Tsv(lines, path) : Names(lines, path);
    }

    private static ClassLabel[] Names(List<string> lines, string path) =>
    [
        .. lines.Select((name, index) => name.Length > 0
            ? new ClassLabel(index, WordNetId: null, name)
            : throw new ModelException($"Line {index + 1} of {path} is empty; each line must be the name of a class.")),
    ];

    private static ClassLabel[] Tsv(List<string> lines, string path)
    {
        var rows = lines.Select(line => line.Split('\t')).ToList();
        if (!int.TryParse(rows[0][0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            rows.RemoveAt(0);
        }

        return
        [
            .. rows.Select((row, index) => IsLabel(row, index)
                ? new ClassLabel(index, row[1].Length == 0 ? null : row[1], row[2])
                : throw new ModelException(
                    $"{path} must have index {index}, an optional WordNet ID and a name, separated by tabs, " +
                    $"where it has: {string.Join(" | ", row)}.")),
        ];
    }

    private static bool IsLabel(string[] row, int index) =>
        row.Length == TsvFields && row[0] == index.ToString(CultureInfo.InvariantCulture) && row[2].Length > 0;
}
