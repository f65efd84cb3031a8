namespace CamFunctions.Model.Cam;

/// <summary>
/// The names that the runtime finds a prepared model's parts by. Inputs: <see cref="Image"/> uint8 [height, width, 3], RGB;
/// <see cref="TopK"/> int64 [1]. Outputs, best class first: <see cref="Classes"/> int64 [K]; <see cref="Probabilities"/>,
/// <see cref="Logits"/> and <see cref="Biases"/> float [K]; <see cref="Maps"/> float [K, rows, columns].
/// </summary>
public static class CamContract
{
    /// <summary>Raised when a runtime that knows this one would be misled.</summary>
    public const string Version = "1";

    public const string Image = "image";
    public const string TopK = "topK";
    public const string Classes = "classes";
    public const string Probabilities = "probabilities";
    public const string Logits = "logits";
    public const string Biases = "biases";
    public const string Maps = "maps";

    /// <summary>
    /// A constant of eight-bit networks, uint8 0: the zero point of what those convolutions read that AMX computes sooner. A runtime that
    /// declares it an input, which nobody needs to give, lets ONNX Runtime use AMX for them.
    /// </summary>
    public const string MatrixZeroPoint = "matrixZeroPoint";

    public static string[] Inputs { get; } = [Image, TopK];

    public static string[] Outputs { get; } = [Classes, Probabilities, Logits, Biases, Maps];
}
