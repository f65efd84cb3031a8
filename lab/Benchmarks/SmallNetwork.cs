using CamFunctions.Fuzz.Seeds;

namespace CamFunctions.Benchmarks;

/// <summary>A prepared network of one convolution in a file of its own, for runs whose results do not matter.</summary>
internal sealed class SmallNetwork : IDisposable
{
    /// <summary>The setting that takes its path.</summary>
    public const string Setting = "ModelPath";

    private readonly string folder = Directory.CreateTempSubdirectory("camfunctions-").FullName;

    private SmallNetwork() => Path = System.IO.Path.Combine(folder, "small-cam.onnx");

    public string Path { get; }

    public static SmallNetwork Write()
    {
        var network = new SmallNetwork();
        File.WriteAllBytes(network.Path, StandInNetwork.Prepared());
        return network;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
