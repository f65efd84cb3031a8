using System.Text;
using System.Xml.Linq;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Export.LabelStudio;

/// <summary>The labelling configuration of a project, which must know every label of its tasks.</summary>
internal static class LabelingConfiguration
{
    public const string LabelsTag = "label";
    public const string OutlinesTag = "outline";
    public const string ImageTag = "image";

    /// <param name="path">The file with the tasks.</param>
    /// <returns>The file with the configuration.</returns>
    public static string PathBeside(string path) => Path.ChangeExtension(path, ".config.xml");

    public static void Write(string path, IReadOnlyList<RecordedClass> classes, bool hasOutlines)
    {
        var labels = classes.Select(entry => entry.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var view = new XElement(
            "View",
            new XElement("Image", new XAttribute("name", ImageTag), new XAttribute("value", "$image")),
            Tool("RectangleLabels", LabelsTag, labels),
            hasOutlines ? Tool("PolygonLabels", OutlinesTag, labels) : null);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes($"{view}\n"));
    }

    private static XElement Tool(string kind, string name, IEnumerable<string> labels) => new(
        kind,
        new XAttribute("name", name),
        new XAttribute("toName", ImageTag),
        labels.Select(label => new XElement("Label", new XAttribute("value", label))));
}
