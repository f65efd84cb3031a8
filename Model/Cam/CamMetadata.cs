using System.Globalization;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Cam;

/// <summary>The metadata properties of a prepared model's file.</summary>
/// <param name="Name">The network's name, as shown in records (<c>cam.name</c>).</param>
/// <param name="Version">The version of its source (<c>cam.version</c>).</param>
/// <param name="Source">Where it came from (<c>cam.source</c>).</param>
/// <param name="SourceHash">The hash of what came from there (<c>cam.sourceHash</c>).</param>
/// <param name="Licence">Of its weights (<c>cam.licence</c>).</param>
/// <param name="Stride">Input pixels per cell of the last feature maps (<c>cam.stride</c>).</param>
/// <param name="Geometry">whole, crop or stretch: what suits the network (<c>cam.geometry</c>).</param>
/// <param name="Labels">The classes in the order of the logits (<c>cam.labels</c>: one line per class, tabs between fields).</param>
public sealed record CamMetadata(
    string Name,
    string Version,
    string Source,
    string SourceHash,
    string Licence,
    int Stride,
    string Geometry,
    IReadOnlyList<ClassLabel> Labels)
{
    /// <summary>The metadata of an image that hold its true class (<c>cam.expected</c>); <see langword="null"/> for none.</summary>
    public string? ExpectedKey { get; init; }

    /// <summary>The precisions of a network (<c>cam.precision</c>).</summary>
    public const string FullPrecision = "float32";
    public const string EightBits = "int8";

    private const string PrecisionKey = "cam.precision";
    private const string StrideKey = "cam.stride";
    private const string CentreKey = "cam.centre";
    private const string LabelsKey = "cam.labels";
    private const string AveragedEveryKey = "cam.averagedEvery";

    /// <summary>Models without the property are from before there was another precision.</summary>
    public static string PrecisionOf(ModelProto model) => Find(model, PrecisionKey)?.Value ?? FullPrecision;

    public static void SetPrecision(ModelProto model, string precision) => Set(model, PrecisionKey, precision);

    /// <summary>Input pixels per cell of the last feature maps.</summary>
    public static int StrideOf(ModelProto model) => int.Parse(Find(model, StrideKey)!.Value, CultureInfo.InvariantCulture);

    /// <param name="model">The model.</param>
    /// <param name="stride">Input pixels per cell of the last feature maps (<c>cam.stride</c>).</param>
    /// <param name="averagedEvery">
    /// Which cells are averaged for the logits: every one whose row and column are multiples of it (<c>cam.averagedEvery</c>).
    /// </param>
    public static void SetStride(ModelProto model, int stride, int averagedEvery)
    {
        Set(model, StrideKey, stride.ToString(CultureInfo.InvariantCulture));
        Set(model, AveragedEveryKey, averagedEvery.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Input pixels per cell of the last feature maps.</summary>
    public static int StrideOf(IReadOnlyDictionary<string, string> properties) =>
        int.Parse(properties[StrideKey], CultureInfo.InvariantCulture);

    /// <summary>How many classes there are.</summary>
    public static int ClassesOf(IReadOnlyDictionary<string, string> properties) => properties[LabelsKey].Split('\n').Length;

    /// <summary>
    /// Where the evidence of the first cell is (<c>cam.centre</c>): x and y in pixels of the input, with a space between. Models that
    /// it was not measured for lack the property.
    /// </summary>
    public static StringStringEntryProto CentreProperty(CellCentre centre) =>
        new() { Key = CentreKey, Value = FormattableString.Invariant($"{centre.X} {centre.Y}") };

    /// <summary>Models without the property average all cells.</summary>
    public static int AveragedEvery(IReadOnlyDictionary<string, string> properties) =>
        properties.TryGetValue(AveragedEveryKey, out var every) ? int.Parse(every, CultureInfo.InvariantCulture) : 1;

    public void WriteTo(ModelProto model)
    {
        model.MetadataProps.Add(
        [
            Property("contract", CamContract.Version),
            Property("name", Name),
            Property("version", Version),
            Property("source", Source),
            Property("sourceHash", SourceHash),
            Property("licence", Licence),
            Property("stride", Stride.ToString(CultureInfo.InvariantCulture)),
            Property("geometry", Geometry),
            Property("labels", string.Join('\n', Labels.Select(label => $"{label.Index}\t{label.WordNetId}\t{label.Names}"))),
        ]);
        if (ExpectedKey is not null)
        {
            model.MetadataProps.Add(Property("expected", ExpectedKey));
        }
    }

    private static void Set(ModelProto model, string key, string value)
    {
        if (Find(model, key) is { } old)
        {
            old.Value = value;
            return;
        }

        model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
    }

    private static StringStringEntryProto? Find(ModelProto model, string key) =>
        model.MetadataProps.FirstOrDefault(property => property.Key == key);

    private static StringStringEntryProto Property(string key, string value) => new() { Key = $"cam.{key}", Value = value };
}
