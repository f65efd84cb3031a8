using CamFunctions.Shared.Inference;

namespace CamFunctions.Functions;

/// <summary>The model next to the executable.</summary>
internal static class PublishedModel
{
    private static readonly string Folder = System.IO.Path.Combine(AppContext.BaseDirectory, "model");

    /// <summary>The network that the app was published with in place of the ResNet-50, if there is one.</summary>
    private static readonly string Own = System.IO.Path.Combine(Folder, "own-cam.onnx");

    /// <summary>A published app has the ResNet-50 in one precision only: see Functions.csproj.</summary>
    public static string Path(Precision precision) => File.Exists(Own)
        ? Own
        : System.IO.Path.Combine(Folder, precision == Precision.Int8 ? "resnet50-cam-int8.onnx" : "resnet50-cam.onnx");
}
