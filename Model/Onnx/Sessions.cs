using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Onnx;

/// <summary>How this tool runs models: once or twice, and for their numbers.</summary>
public static class Sessions
{
    /// <summary>Without optimisations, which cost memory and time and round differently; silent, since faults are told in sentences.</summary>
    public static SessionOptions Plain()
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
