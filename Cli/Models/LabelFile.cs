using System.Globalization;
using CamFunctions.Model;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Keras;

namespace CamFunctions.Cli.Models;

/// <summary>
/// The names of a network's classes in the order of its scores: a text file with one name per line, or a TSV with index, WordNet
/// id and name, with or without a header.
/// </summary>
internal static class LabelFile
{
    /// <summary>Stands for the classes of ImageNet, which come with this tool.</summary>
    public const string ImageNet = "imagenet";

    private const int TsvFields = 3;

    /// <exception cref="ModelException">There is no such file, or its lines are not as they should be.</exception>
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
            ? new ClassLabel(index, string.Empty, name)
            : throw new ModelException($"Line {index + 1} of {path} is empty; each line is the name of a class.")),
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
            .. rows.Select((row, index) => row.Length == TsvFields && row[0] == index.ToString(CultureInfo.InvariantCulture) && row[2].Length > 0
                ? new ClassLabel(index, row[1], row[2])
                : throw new ModelException(
                    $"{path} should have index {index}, a WordNet id or nothing, and a name, separated by tabs, " +
                    $"where it has: {string.Join(" | ", row)}.")),
        ];
    }
}
