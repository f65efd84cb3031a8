using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Onnx;

/// <summary>The options of sessions that run a model once or twice, for its numbers.</summary>
public static class Sessions
{
    /// <summary>
    /// Without optimisations, which cost memory and time and round differently; silent, since faults become exceptions with a sentence.
    /// </summary>
    public static SessionOptions Unoptimized()
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            EnableCpuMemArena = true,
            EnableMemoryPattern = false,
        };
        // A second copy of the weights, in another order.
        options.AddSessionConfigEntry("session.disable_prepacking", "1");
        return options;
    }
}
