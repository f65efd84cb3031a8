using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Shared.Inference;

/// <summary>
/// A prepared CAM network in ONNX Runtime. Its graph does all tensor work, including preprocessing and activation maps.
/// Thread-safe.
/// </summary>
public sealed class CamModel : IDisposable
{
    private readonly InferenceThreads runs;
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();

    private CamModel(InferenceThreads runs, InferenceSession session, CamMetadata metadata, NetworkInputSize inputSize, string sha256)
    {
        this.runs = runs;
        this.session = session;
        Metadata = metadata;
        InputSize = inputSize;
        Sha256 = sha256;
    }

    public CamMetadata Metadata { get; }

    public NetworkInputSize InputSize { get; }

    /// <summary>
    /// SHA-256 of the model file, as 64 lower-case hexadecimal digits. It identifies the model's other files as well: see
    /// <see cref="ModelFiles"/>.
    /// </summary>
    public string Sha256 { get; }

    /// <param name="path">The prepared ONNX file.</param>
    /// <param name="threads">Threads per inference; 0 for one per core.</param>
    /// <exception cref="InvalidModelException">The file does not exist or is not a prepared CAM model.</exception>
    public static CamModel Load(string path, int threads) => Load(path, threads, Amx.IsAvailable);

    internal static CamModel Load(string path, int threads, bool withAmx)
    {
        if (!File.Exists(path))
        {
            throw new InvalidModelException(
                $"The model file {path} does not exist. Prepare one with 'cam prepare', or correct the setting ModelPath.");
        }

        var graphSha256 = Task.Run(() => ModelFiles.Sha256(path));
        var weightsSha256 = Task.Run(() => ModelFiles.WeightsSha256(path));
        // As many runs at the same time as the cores have threads for. More would not be faster, and each needs memory for its feature
        // maps, which ONNX Runtime keeps.
        var threadsOfRuns = new InferenceThreads(Math.Max(1, Environment.ProcessorCount / CamSession.ThreadsPerRun(threads)));
        InferenceSession? opened = null;
        try
        {
            opened = threadsOfRuns.Call(() => CamSession.Open(path, threads, withAmx));
            var metadata = CamMetadata.Parse(CamSession.ReadProperties(opened, path), path);
            var inputSize = CamSession.CheckContract(opened, metadata, path);
            var sha256 = graphSha256.GetAwaiter().GetResult();
            ModelFiles.Check(path, metadata, sha256, weightsSha256.GetAwaiter().GetResult());
            return new CamModel(threadsOfRuns, opened, metadata, inputSize, sha256);
        }
        catch
        {
            threadsOfRuns.Dispose();
            opened?.Dispose();
            throw;
        }
    }

    /// <param name="input">An image of a size that the network accepts.</param>
    /// <param name="top">How many of the best classes to return.</param>
    /// <param name="also">The indices of classes to return whatever their rank.</param>
    /// <returns>The classes, best first; fewer if the network has fewer.</returns>
    public IReadOnlyList<ClassActivation> Run(RgbImage input, int top, IReadOnlyCollection<int>? also = null)
    {
        // The maps of all classes take a few milliseconds more than those of the best ones.
        var ranked = also is { Count: > 0 } ? Metadata.Labels.Count : Math.Min(top, Metadata.Labels.Count);
        using var image = OrtValue.CreateTensorValueFromMemory(input.Pixels, [input.Height, input.Width, 3]);
        using var topK = OrtValue.CreateTensorValueFromMemory(new long[] { ranked }, [1]);
        using var outputs = runs.Call(() => session.Run(runOptions, CamContract.Inputs, [image, topK], CamContract.Outputs));

        var classes = outputs[0].GetTensorDataAsSpan<long>();
        var probabilities = outputs[1].GetTensorDataAsSpan<float>();
        var logits = outputs[2].GetTensorDataAsSpan<float>();
        var biases = outputs[3].GetTensorDataAsSpan<float>();
        var maps = outputs[4].GetTensorDataAsSpan<float>();
        var (rows, columns) = Grid(outputs[4]);
        var cells = CellGrid.Of(Metadata.Grid);
        var activations = new List<ClassActivation>();
        for (var position = 0; position < classes.Length; position++)
        {
            if (position < top || also!.Contains((int)classes[position]))
            {
                activations.Add(new ClassActivation(
                    Metadata.Labels[(int)classes[position]],
                    position + 1,
                    probabilities[position],
                    logits[position],
                    biases[position],
                    new ActivationMap(rows, columns, Values(maps, position), cells)));
            }
        }

        return activations;

        float[] Values(ReadOnlySpan<float> all, int position) => all.Slice(position * rows * columns, rows * columns).ToArray();
    }

    public void Dispose()
    {
        runs.Dispose();
        runOptions.Dispose();
        session.Dispose();
    }

    private static (int Rows, int Columns) Grid(OrtValue maps) =>
        maps.GetTensorTypeAndShape().Shape is [_, var rows, var columns]
            ? ((int)rows, (int)columns)
            : throw new InvalidModelException(
                "The model's maps are not of shape [K, rows, columns]. Prepare it with this version's 'cam prepare' or 'cam import'.");
}
