using System.Globalization;

namespace CamFunctions.Contract;

/// <summary>
/// The metadata properties of a prepared model's ONNX file. <c>cam prepare</c>, <c>cam import</c> and <c>cam quantize</c> write them;
/// together with <see cref="CamContract"/> they are the whole interface between the model tool and the runtime.
/// </summary>
/// <param name="Name">The network's name, as shown in records.</param>
/// <param name="Grid">The grid of its maps.</param>
/// <param name="Geometry">The geometry that the network is most accurate with.</param>
/// <param name="Precision">The numbers that the network computes with.</param>
/// <param name="Labels">The classes in the order of the logits.</param>
public sealed record CamMetadata(
    string Name, FeatureGrid Grid, Geometry Geometry, Precision Precision, IReadOnlyList<ClassLabel> Labels)
{
    /// <summary>The names of all these properties begin with it.</summary>
    public const string Prefix = "cam.";

    /// <summary>The licence of a network whose licence is not known.</summary>
    private const string NotStated = "not stated";

    /// <summary>Version of the network's source; <see langword="null"/> if it is not known.</summary>
    public string? Version { get; init; }

    /// <summary>Where the network came from; <see langword="null"/> if it is not known.</summary>
    public string? Source { get; init; }

    /// <summary>Hash of the file or package that the network came in; <see langword="null"/> if it is not known.</summary>
    public string? SourceHash { get; init; }

    /// <summary>Licence of the weights, an SPDX identifier or words; <see langword="null"/> if it is not stated.</summary>
    public string? Licence { get; init; }

    /// <summary>The metadata of an image that holds its true class; <see langword="null"/> for none.</summary>
    public string? ExpectedKey { get; init; }

    /// <summary>SHA-256 of the file of weights (<see cref="ModelFiles"/>); <see langword="null"/> if the graph contains them.</summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>In a graph for AMX the SHA-256 of the graph that it was made from; <see langword="null"/> in other graphs.</summary>
    public string? GraphSha256 { get; init; }

    /// <param name="properties">The properties of the file.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidModelException">A property is missing or invalid.</exception>
    public static CamMetadata Parse(IReadOnlyDictionary<string, string> properties, string path)
    {
        var reader = new PropertyReader(properties, path);
        var contract = reader.Text(Key.Contract);
        if (contract != CamContract.Version)
        {
            throw reader.Invalid(
                $"is prepared for contract {contract} of the CAM head, this program reads contract {CamContract.Version}");
        }

        return new CamMetadata(
            reader.Text(Key.Name),
            // Models without these properties are older than halved strides, measured centres and the second precision.
            new FeatureGrid(
                reader.Count(Key.Stride),
                reader.Find(Key.AveragedEvery) is null ? 1 : reader.Count(Key.AveragedEvery),
                reader.Centre(Key.Centre)),
            reader.Choice<Geometry>(Key.Geometry),
            reader.Find(Key.Precision) is null ? Precision.Float32 : reader.Choice<Precision>(Key.Precision),
            reader.Labels(Key.Labels))
        {
            Version = reader.Find(Key.Version),
            Source = reader.Find(Key.Source),
            SourceHash = reader.Find(Key.SourceHash),
            Licence = reader.Find(Key.Licence) is { } licence && licence != NotStated ? licence : null,
            ExpectedKey = reader.Find(Key.Expected),
            WeightsSha256 = reader.Find(Key.WeightsSha256),
            GraphSha256 = reader.Find(Key.GraphSha256),
        };
    }

    /// <summary>The properties, from which <see cref="Parse"/> reads the same metadata; those that are not known are left out.</summary>
    public IEnumerable<KeyValuePair<string, string>> Properties()
    {
        (string Key, string? Value)[] all =
        [
            (Key.Contract, CamContract.Version),
            (Key.Name, Name),
            (Key.Version, Version),
            (Key.Source, Source),
            (Key.SourceHash, SourceHash),
            (Key.Licence, Licence ?? NotStated),
            (Key.Stride, Grid.Stride.ToString(CultureInfo.InvariantCulture)),
            (Key.AveragedEvery, Grid.AveragedEvery.ToString(CultureInfo.InvariantCulture)),
            (Key.Centre, Grid.Centre is { } centre ? FormattableString.Invariant($"{centre.X} {centre.Y}") : null),
            (Key.Geometry, Geometry.ToString().ToLowerInvariant()),
            (Key.Precision, Precision.ToString().ToLowerInvariant()),
            (Key.Labels, string.Join('\n', Labels.Select(label => $"{label.Index}\t{label.WordNetId}\t{label.Names}"))),
            (Key.Expected, ExpectedKey),
            (Key.WeightsSha256, WeightsSha256),
            (Key.GraphSha256, GraphSha256),
        ];
        return from property in all where property.Value is not null select KeyValuePair.Create(property.Key, property.Value!);
    }

    private static class Key
    {
        public const string Contract = Prefix + "contract";
        public const string Name = Prefix + "name";
        public const string Version = Prefix + "version";
        public const string Source = Prefix + "source";
        public const string SourceHash = Prefix + "sourceHash";
        public const string Licence = Prefix + "licence";
        public const string Stride = Prefix + "stride";
        public const string AveragedEvery = Prefix + "averagedEvery";
        public const string Centre = Prefix + "centre";
        public const string Geometry = Prefix + "geometry";
        public const string Precision = Prefix + "precision";
        public const string Labels = Prefix + "labels";
        public const string Expected = Prefix + "expected";
        public const string WeightsSha256 = Prefix + "weightsSha256";
        public const string GraphSha256 = Prefix + "graphSha256";
    }
}
