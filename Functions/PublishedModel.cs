using CamFunctions.Shared.Inference;

namespace CamFunctions.Functions;

/// <summary>
/// The model next to the executable. A build has the ResNet-50 in both precisions, a published app in one of them, or a network of
/// one's own: see Functions.csproj.
/// </summary>
internal static class PublishedModel
{
    private static readonly string Own = PathOf("own-cam.onnx");
    private static readonly string Int8 = PathOf("resnet50-cam-int8.onnx");
    private static readonly string Float32 = PathOf("resnet50-cam.onnx");

    /// <param name="precision">The one that is set; <see langword="null"/> for the one that is there, int8 if both are.</param>
    public static string Path(Precision? precision) => (precision, File.Exists(Own)) switch
    {
        (_, true) => Own,
        (Precision.Float32, _) => Float32,
        (Precision.Int8, _) => Int8,
        _ => File.Exists(Int8) ? Int8 : Float32,
    };

    private static string PathOf(string file) => System.IO.Path.Combine(AppContext.BaseDirectory, "model", file);
}
