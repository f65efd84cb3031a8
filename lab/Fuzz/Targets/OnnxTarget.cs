using System.Text;
using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Seeds;
using CamFunctions.Model;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Import;
using Google.Protobuf;

namespace CamFunctions.Fuzz.Targets;

/// <summary>The import of a network: a prepared model, which holds no file from outside the network's folder, or a refusal.</summary>
internal sealed class OnnxTarget : IFuzzTarget, IDisposable
{
    private const string Beside = "beside.data";

    /// <summary>What is beside the folder of the network, where no import may look.</summary>
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("not for the model, ", 60)));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("camfunctions-fuzz-");
    private readonly OnnxMutation mutation;

    public OnnxTarget()
    {
        File.WriteAllBytes(In("secret"), Secret);
        Directory.CreateDirectory(In("model"));
        File.WriteAllBytes(In("model", Beside), new byte[1 << 12]);
        File.CreateSymbolicLink(In("model", "link"), In("secret"));
        mutation = new OnnxMutation(
            ["../secret", In("secret"), "link", Beside, "model/../../secret", "./../secret", string.Empty, ".", "\0", "/dev/zero"]);
    }

    public string Name => "onnx";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        StandInNetwork.Foreign(isOpen: false, isFlat: true).ToByteArray(),
        StandInNetwork.Foreign(isOpen: false, isFlat: false).ToByteArray(),
        StandInNetwork.Foreign(isOpen: true, isFlat: true).ToByteArray(),
    ];

    public IReadOnlyList<string> Words { get; } =
        ["input", "kernel", "features", "mean", "Relu", "Conv", "\x80\x80\x80\x80\x08", "\xFF\xFF\xFF\xFF\x0F"];

    public int Share => 3;

    public byte[] Restructure(byte[] input, Random random) => mutation.Change(input, random);

    public void Run(byte[] input)
    {
        var path = In("model", "network.onnx");
        File.WriteAllBytes(path, input);
        var scratch = Directory.CreateDirectory(In("scratch"));
        try
        {
            var request = new ImportRequest(
                path, "fuzzed", StandInNetwork.Labels, Preprocessing.Presets["unit"], Geometry: null, Side: null, Stride: null);
            var output = Path.Combine(scratch.FullName, "prepared.onnx");
            OnnxImporter.Import(request, scratch.FullName, output);
            if (Holds(output) || Holds(ModelFiles.WeightsOf(output)))
            {
                throw new UnexpectedResultException("The model holds a file from outside its folder.");
            }
        }
        catch (ModelException)
        {
            // Refused as documented.
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static bool Holds(string file) =>
        File.Exists(file) && File.ReadAllBytes(file).AsSpan().IndexOf(Secret.AsSpan(0, 32)) >= 0;

    private string In(params string[] names) => Path.Combine([folder.FullName, .. names]);
}
