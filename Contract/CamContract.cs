namespace CamFunctions.Contract;

/// <summary>
/// The names by which a runtime finds the parts of a prepared model. Inputs: <see cref="Image"/> uint8 [height, width, 3], RGB;
/// <see cref="TopK"/> int64 [1]. Outputs, best class first: <see cref="Classes"/> int64 [K]; <see cref="Probabilities"/>,
/// <see cref="Logits"/> and <see cref="Biases"/> float [K]; <see cref="Maps"/> float [K, rows, columns].
/// </summary>
public static class CamContract
{
    /// <summary>In the metadata property <c>cam.contract</c>. Raised when a runtime that knows this version would be misled.</summary>
    public const string Version = "1";

    public const string Image = "image";
    public const string TopK = "topK";
    public const string Classes = "classes";
    public const string Probabilities = "probabilities";
    public const string Logits = "logits";
    public const string Biases = "biases";
    public const string Maps = "maps";

    /// <summary>
    /// The zero point, uint8 0, of the inputs of those eight-bit convolutions that are faster with AMX. Declaring it as an optional graph
    /// input stops ONNX Runtime from treating it as constant, which selects the AMX kernel.
    /// </summary>
    public const string MatrixZeroPoint = "matrixZeroPoint";

    public static string[] Inputs { get; } = [Image, TopK];

    public static string[] Outputs { get; } = [Classes, Probabilities, Logits, Biases, Maps];
}
