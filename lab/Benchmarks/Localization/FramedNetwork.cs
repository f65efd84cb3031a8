using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>A network that sees whole pictures, as the product shows them to it.</summary>
internal sealed class FramedNetwork(string path) : IDisposable
{
    private const int LikelyClasses = 10;

    private readonly CamModel model = CamModel.Load(path, threads: 0);

    public string Name { get; } = Path.GetFileNameWithoutExtension(path);

    public NetworkInputSize InputSize => model.InputSize;

    /// <summary>Networks of one input size can't see a picture whole, but stretched.</summary>
    public Geometry Geometry => model.InputSize.IsFixed ? Geometry.Stretch : Geometry.Whole;

    public NetworkFrame Frame(RgbImage picture, int side) =>
        NetworkFraming.Frame(picture.Width, picture.Height, Geometry, side, model.InputSize);

    /// <returns>All the network's classes, best first.</returns>
    public IReadOnlyList<ClassActivation> Run(RgbImage input) => model.Run(input, model.Metadata.Labels.Count);

    /// <summary>The probability of a class, which is mostly among the best: the maps of all classes take as long as the network.</summary>
    public double Probability(RgbImage input, string wordNetId)
    {
        return (Find(model.Run(input, LikelyClasses)) ?? Find(Run(input))!).Probability;

        ClassActivation? Find(IReadOnlyList<ClassActivation> classes) =>
            classes.FirstOrDefault(known => known.Label.WordNetId == wordNetId);
    }

    public void Dispose() => model.Dispose();
}
