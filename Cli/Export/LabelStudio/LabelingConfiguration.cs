using System.Text;
using System.Xml.Linq;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Export.LabelStudio;

/// <summary>The labelling configuration of a project, which must know every label of its tasks.</summary>
internal static class LabelingConfiguration
{
    public const string LabelsTag = "label";
    public const string ImageTag = "image";

    /// <param name="path">The file with the tasks.</param>
    /// <returns>The file with the configuration.</returns>
    public static string PathBeside(string path) => Path.ChangeExtension(path, ".config.xml");

    public static void Write(string path, IReadOnlyList<RecordedClass> classes)
    {
        var labels = classes.Select(entry => entry.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var view = new XElement(
            "View",
            new XElement("Image", new XAttribute("name", ImageTag), new XAttribute("value", "$image")),
            new XElement(
                "RectangleLabels",
                new XAttribute("name", LabelsTag),
                new XAttribute("toName", ImageTag),
                labels.Select(label => new XElement("Label", new XAttribute("value", label)))));
        AtomicFile.Write(path, Encoding.UTF8.GetBytes($"{view}\n"));
    }
}
