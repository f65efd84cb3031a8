namespace CamFunctions.Benchmarks;

/// <summary>The models that are built with the program.</summary>
internal static class PreparedModel
{
    public static string Int8 { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam-int8.onnx");

    public static string Float32 { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam.onnx");

    /// <summary>The model to measure: the default one, unless the command line names another.</summary>
    public static string Path(string[] arguments) => arguments.FirstOrDefault() ?? Int8;
}
