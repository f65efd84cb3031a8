using System.Globalization;
using CamFunctions.Imaging;

namespace CamFunctions.Inference;

/// <summary>
/// What a prepared model says of itself, in the metadata properties of its ONNX file. The Model tool writes them; together with
/// the names and shapes of the inputs and outputs they are all that passes between the two.
/// </summary>
/// <param name="Name">The network's name, as shown in records.</param>
/// <param name="Stride">Input pixels a cell of the last feature maps.</param>
/// <param name="Geometry">The geometry the network does best with.</param>
/// <param name="Labels">[classes].</param>
public sealed record ModelMetadata(string Name, int Stride, Geometry Geometry, IReadOnlyList<ClassLabel> Labels)
{
    /// <summary>The version of this interface that this code understands.</summary>
    private const string Contract = "1";

    /// <exception cref="InvalidModelException">A property is missing or makes no sense.</exception>
    public static ModelMetadata Parse(IReadOnlyDictionary<string, string> properties, string path)
    {
        var contract = Property("cam.contract");
        if (contract != Contract)
        {
            throw Invalid($"is prepared for contract {contract} of the CAM head, this program reads contract {Contract}");
        }

        return new ModelMetadata(
            Property("cam.name"),
            int.TryParse(Property("cam.stride"), NumberStyles.None, CultureInfo.InvariantCulture, out var stride) && stride > 0
                ? stride
                : throw Invalid("has a cam.stride that is not a positive whole number"),
            Enum.TryParse<Geometry>(Property("cam.geometry"), ignoreCase: true, out var geometry)
                ? geometry
                : throw Invalid("has a cam.geometry that is not whole, crop or stretch"),
            [.. Property("cam.labels").Split('\n').Select(Label)]);

        string Property(string key) => properties.TryGetValue(key, out var value)
            ? value
            : throw Invalid($"has no metadata property {key}");

        ClassLabel Label(string line, int index) => line.Split('\t') is [_, var wordNetId, var names]
            ? new ClassLabel(index, wordNetId.Length == 0 ? null : wordNetId, names)
            : throw Invalid($"has a broken label in line {index + 1} of cam.labels");

        InvalidModelException Invalid(string what) => new(
            $"The model file {path} {what}. Prepare it with this version's Model tool (see \"Your own model\" in the README).");
    }
}
