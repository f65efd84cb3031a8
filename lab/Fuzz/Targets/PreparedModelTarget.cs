using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Seeds;
using CamFunctions.Shared.Inference;

namespace CamFunctions.Fuzz.Targets;

/// <summary>The setting ModelPath: a file that claims to be a prepared model.</summary>
internal sealed class PreparedModelTarget : IFuzzTarget
{
    private readonly OnnxMutation mutation = new(["/etc/hostname", "../secret", string.Empty]);

    public string Name => "model";

    public IReadOnlyList<byte[]> Seeds { get; } = [StandInNetwork.Prepared()];

    public IReadOnlyList<string> Words { get; } =
    [
        "cam.contract", "cam.stride", "cam.labels", "cam.centre", "cam.geometry", "cam.precision", "image", "topK",
        "\xFF\xFF\xFF\xFF\x0F",
    ];

    public byte[] Restructure(byte[] input, Random random) => mutation.Change(input, random);

    public void Run(byte[] input)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, input);
            using var model = CamModel.Load(path, threads: 1);
        }
        catch (InvalidModelException)
        {
            // Refused as documented.
        }
        finally
        {
            File.Delete(path);
        }
    }
}
