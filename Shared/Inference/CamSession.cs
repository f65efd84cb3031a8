using CamFunctions.Shared.Framing;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Shared.Inference;

/// <summary>Opens an ONNX Runtime session and checks that the network has a CAM head.</summary>
internal static class CamSession
{
    /// <summary>The usual input side of ImageNet networks, for <c>crop</c> and <c>stretch</c> if the network accepts any size.</summary>
    private const int ImageNetSide = 224;

    /// <param name="threads">The setting <c>InferenceThreads</c>: 0 for one per core.</param>
    /// <remarks>ONNX Runtime's own choice is one per physical core, which is one of two on a virtual machine with two.</remarks>
    public static int ThreadsPerRun(int threads) => threads == 0 ? Environment.ProcessorCount : threads;

    /// <param name="path">The model.</param>
    /// <param name="threads">The setting <c>InferenceThreads</c>: 0 for one per core.</param>
    /// <param name="withAmx">Whether to open the model's graph for AMX, if it has one.</param>
    /// <exception cref="InvalidModelException">ONNX Runtime can't use the model.</exception>
    public static InferenceSession Open(string path, int threads, bool withAmx)
    {
        OnnxRuntimeTelemetry.SwitchOff();
        var graph = withAmx && File.Exists(ModelFiles.AmxGraphOf(path)) ? ModelFiles.AmxGraphOf(path) : path;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = ThreadsPerRun(threads),
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            // Photographs differ in size, and a memory plan for one size is of no use for another.
            EnableMemoryPattern = false,
        };
        // Spinning threads make a run about 10 % faster, but must not go on spinning between images: processor time costs money on
        // Flex Consumption and battery on a laptop.
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        try
        {
            return new InferenceSession(graph, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidModelException(
                $"ONNX Runtime can't use the model file {graph}: {exception.Message} Prepare it again, or correct the setting ModelPath.",
                exception);
        }
    }

    /// <exception cref="InvalidModelException">The metadata can't be read.</exception>
    public static IReadOnlyDictionary<string, string> ReadProperties(InferenceSession session, string path)
    {
        try
        {
            // The null reference must happen on a thread that no eight-bit network has run on: see InferenceThreads.
            return Task.Factory.StartNew(
                () => session.ModelMetadata.CustomMetadataMap,
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).GetAwaiter().GetResult();
        }
        // ONNX Runtime looks for the value of a name with a null character in it, and does not find it.
        catch (NullReferenceException exception)
        {
            throw new InvalidModelException(
                $"The model file {path} has a metadata property whose name can't be read. Prepare it again, or correct the setting " +
                "ModelPath.",
                exception);
        }
    }

    /// <exception cref="InvalidModelException">Inputs, outputs or labels are not those of the CAM head's contract.</exception>
    public static NetworkInputSize CheckContract(InferenceSession session, CamMetadata metadata, string path)
    {
        if (!session.InputMetadata.ContainsKey(CamContract.TopK) || !CamContract.Outputs.All(session.OutputMetadata.ContainsKey))
        {
            throw new InvalidModelException(
                $"The model file {path} has the inputs {Names(session.InputMetadata)} and outputs {Names(session.OutputMetadata)}, " +
                $"not {string.Join(", ", CamContract.Inputs)} and {string.Join(", ", CamContract.Outputs)}. " +
                "Give it a CAM head with 'cam import'.");
        }

        var (name, image) = session.InputMetadata.First(input => input.Key != CamContract.TopK);
        if (name != CamContract.Image || image.ElementType != typeof(byte) || image.Dimensions is not [var height, var width, 3])
        {
            throw new InvalidModelException(
                $"The model file {path} has the input {name} of type {image.ElementType.Name}[{string.Join(", ", image.Dimensions)}], " +
                $"not the input {CamContract.Image} of type uint8[height, width, 3]: it was imported with --preprocess none. " +
                "Import it again with the preprocessing that it was trained with.");
        }

        var isFixed = height > 0 && width > 0;
        return new NetworkInputSize(metadata.Grid.InputStep, isFixed ? width : ImageNetSide, isFixed ? height : ImageNetSide, isFixed);
    }

    private static string Names(IReadOnlyDictionary<string, NodeMetadata> nodes) => string.Join(", ", nodes.Keys);
}
