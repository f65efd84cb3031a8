using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Cam;

/// <summary>A prepared model in ONNX Runtime. Not for several threads.</summary>
public sealed class PreparedSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly string imageInput;

    /// <param name="path">The prepared model.</param>
    /// <param name="options">Options of the session; <see langword="null"/> for ONNX Runtime's own.</param>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime can't use the model.</exception>
    /// <exception cref="InvalidModelException">A metadata property is missing or invalid.</exception>
    public PreparedSession(string path, SessionOptions? options = null)
    {
        session = options is null ? new InferenceSession(path) : new InferenceSession(path, options);
        try
        {
            Metadata = CamMetadata.Parse(session.ModelMetadata.CustomMetadataMap, path);
            imageInput = session.InputNames.Single(name => name != CamContract.TopK);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public CamMetadata Metadata { get; }

    /// <summary>Dimensions of the image, -1 where they are open.</summary>
    public IReadOnlyList<int> ImageDimensions => session.InputMetadata[imageInput].Dimensions;

    /// <summary>Computes the maps of all classes.</summary>
    /// <param name="image">An image as the model takes them.</param>
    /// <exception cref="OnnxRuntimeException">The model does not run on such an image.</exception>
    public CamOutput Run(OrtValue image)
    {
        var classes = Metadata.Labels.Count;
        using var topK = OrtValue.CreateTensorValueFromMemory(new long[] { classes }, [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [imageInput, CamContract.TopK], [image, topK], CamContract.Outputs);

        var ranking = outputs[0].GetTensorDataAsSpan<long>().ToArray();
        var maps = outputs[4].GetTensorDataAsSpan<float>();
        var grid = outputs[4].GetTensorTypeAndShape().Shape;
        var (rows, columns) = ((int)grid[1], (int)grid[2]);
        var byClass = new float[classes][];
        for (var rank = 0; rank < classes; rank++)
        {
            byClass[ranking[rank]] = maps.Slice(rank * rows * columns, rows * columns).ToArray();
        }

        return new CamOutput(
            ranking,
            ByClass(outputs[2]),
            ByClass(outputs[1]),
            ByClass(outputs[3]),
            byClass,
            rows,
            columns,
            Metadata.Grid.AveragedEvery);

        float[] ByClass(OrtValue ranked)
        {
            var values = new float[classes];
            for (var rank = 0; rank < classes; rank++)
            {
                values[ranking[rank]] = ranked.GetTensorDataAsSpan<float>()[rank];
            }

            return values;
        }
    }

    public void Dispose() => session.Dispose();
}
