namespace CamFunctions.Benchmarks;

/// <summary>The model to measure: the one that is built with the program, unless the command line names another.</summary>
internal static class PreparedModel
{
    public static string Path(string[] arguments) =>
        arguments.FirstOrDefault() ?? System.IO.Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam.onnx");
}
