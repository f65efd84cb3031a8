using System.Diagnostics;
using CamFunctions.Model.Cam;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Quantization;

/// <summary>A prepared model whose runs are timed: with the maps of all classes, and without AMX, which the runtime asks for.</summary>
internal sealed class TimedSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly int classes;
    private readonly List<double> milliseconds = [];

    public TimedSession(string path)
    {
        session = new InferenceSession(path);
        classes = CamMetadata.ClassesOf(session.ModelMetadata.CustomMetadataMap);
    }

    public double MedianMilliseconds => milliseconds.Order().ElementAt(milliseconds.Count / 2);

    /// <summary>Runs twice: the first run at an image's size also allocates memory for it.</summary>
    public CamOutput Run(NetworkImage image)
    {
        using var tensor = image.ToTensor();
        CamOutput.Run(session, tensor, classes);
        var start = Stopwatch.GetTimestamp();
        var output = CamOutput.Run(session, tensor, classes);
        milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return output;
    }

    public void Dispose() => session.Dispose();
}
