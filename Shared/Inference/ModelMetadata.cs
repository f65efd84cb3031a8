using System.Globalization;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Inference;

/// <summary>
/// The metadata properties of a prepared model's ONNX file. <c>cam prepare</c> and <c>cam import</c> write them; together with
/// <see cref="CamContract"/> they are the whole interface between the model tool and this program.
/// </summary>
/// <param name="Name">The network's name, as shown in records.</param>
/// <param name="Grid">The grid of its maps.</param>
/// <param name="Geometry">The geometry that the network is most accurate with.</param>
/// <param name="Precision">What the network computes in.</param>
/// <param name="Labels">The classes by index.</param>
/// <param name="Licence">Of its weights, an SPDX identifier or words; <see langword="null"/> if it is not stated.</param>
/// <param name="ExpectedKey">The metadata of an image that holds its true class; <see langword="null"/> for none.</param>
public sealed record ModelMetadata(
    string Name,
    FeatureGrid Grid,
    Geometry Geometry,
    Precision Precision,
    IReadOnlyList<ClassLabel> Labels,
    string? Licence,
    string? ExpectedKey)
{
    /// <summary>What <c>cam import</c> writes if it is not told the licence.</summary>
    private const string NotStated = "not stated";

    /// <exception cref="InvalidModelException">A property is missing or invalid.</exception>
    public static ModelMetadata Parse(IReadOnlyDictionary<string, string> properties, string path)
    {
        var contract = Property("cam.contract");
        if (contract != CamContract.Version)
        {
            throw Invalid($"is prepared for contract {contract} of the CAM head, this program reads contract {CamContract.Version}");
        }

        return new ModelMetadata(
            Property("cam.name"),
            new FeatureGrid(
                Count("cam.stride", Property("cam.stride")),
                Count("cam.averagedEvery", properties.GetValueOrDefault("cam.averagedEvery", "1")),
                properties.TryGetValue("cam.centre", out var centre) ? Centre(centre) : null),
            Enum.TryParse<Geometry>(Property("cam.geometry"), ignoreCase: true, out var geometry)
                ? geometry
                : throw Invalid("has a cam.geometry that is not whole, crop or stretch"),
            // Models without the property are from before there was another precision.
            Enum.TryParse<Precision>(properties.GetValueOrDefault("cam.precision", "float32"), ignoreCase: true, out var precision)
                ? precision
                : throw Invalid("has a cam.precision that is not float32 or int8"),
            [.. Property("cam.labels").Split('\n').Select(Label)],
            properties.GetValueOrDefault("cam.licence", NotStated) is var licence && licence != NotStated ? licence : null,
            properties.GetValueOrDefault("cam.expected"));

        string Property(string key) => properties.TryGetValue(key, out var value)
            ? value
            : throw Invalid($"has no metadata property {key}");

        int Count(string key, string value) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : throw Invalid($"has a {key} that is not a positive whole number");

        CellCentre Centre(string value) => value.Split(' ') is [var x, var y]
            && double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var centreX) && double.IsFinite(centreX)
            && double.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out var centreY) && double.IsFinite(centreY)
                ? new CellCentre(centreX, centreY)
                : throw Invalid("has a cam.centre that is not two numbers");

        ClassLabel Label(string line, int index) => line.Split('\t') is [_, var wordNetId, var names]
            ? new ClassLabel(index, wordNetId.Length == 0 ? null : wordNetId, names)
            : throw Invalid($"has a broken label in line {index + 1} of cam.labels");

        InvalidModelException Invalid(string what) => new(
            $"The model file {path} {what}. Prepare it with this version's 'cam prepare' or 'cam import'.");
    }
}
