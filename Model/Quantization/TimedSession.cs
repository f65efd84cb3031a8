using System.Diagnostics;
using CamFunctions.Model.Cam;

namespace CamFunctions.Model.Quantization;

/// <summary>A prepared model whose runs are timed: with the maps of all classes, and without AMX, which the runtime asks for.</summary>
internal sealed class TimedSession(string path) : IDisposable
{
    private readonly PreparedSession session = new(path);
    private readonly List<double> milliseconds = [];

    public double MedianMilliseconds => milliseconds.Order().ElementAt(milliseconds.Count / 2);

    /// <summary>Runs twice: the first run at an image's size also allocates memory for it.</summary>
    public CamOutput Run(NetworkImage image)
    {
        using var tensor = image.ToTensor();
        session.Run(tensor);
        var start = Stopwatch.GetTimestamp();
        var output = session.Run(tensor);
        milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return output;
    }

    public void Dispose() => session.Dispose();
}
