using CamFunctions.Model.Cam;
using CamFunctions.Model.Import;
using CamFunctions.Tests.Fixtures;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Model.Import;

/// <summary>A network that was imported without preprocessing, to be run on the floats it takes.</summary>
internal sealed class PreparedNetwork : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly InferenceSession session;

    public PreparedNetwork(string path, int classes, int? side = null)
    {
        try
        {
            Path = folder.File("prepared.onnx");
            Report = OnnxImporter.Import(Request(path, classes, preprocessing: null) with { Side = side }, folder.Path, Path);
            session = new InferenceSession(Path);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public ImportReport Report { get; }

    public string Path { get; }

    /// <summary>All logits and maps, by class.</summary>
    public (float[] Logits, float[] Probabilities, float[][] Maps) Run(OrtValue image)
    {
        var classes = Report.Classes;
        using var topK = OrtValue.CreateTensorValueFromMemory(new long[] { classes }, [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [session.InputNames.Single(name => name != "topK"), "topK"], [image, topK], ["classes", "logits", "probabilities", "maps"]);
        var order = outputs[0].GetTensorDataAsSpan<long>();
        var cells = outputs[3].GetTensorDataAsSpan<float>().Length / classes;
        var (logits, probabilities, maps) = (new float[classes], new float[classes], new float[classes][]);
        for (var rank = 0; rank < classes; rank++)
        {
            logits[order[rank]] = outputs[1].GetTensorDataAsSpan<float>()[rank];
            probabilities[order[rank]] = outputs[2].GetTensorDataAsSpan<float>()[rank];
            maps[order[rank]] = outputs[3].GetTensorDataAsSpan<float>().Slice(rank * cells, cells).ToArray();
        }

        return (logits, probabilities, maps);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    public static ImportRequest Request(string path, int classes, Preprocessing? preprocessing) =>
        new(path, "test", [.. Enumerable.Range(0, classes).Select(index => new ClassLabel(index, string.Empty, $"class {index}"))], preprocessing, Geometry: null, Side: null);
}
