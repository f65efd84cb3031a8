namespace CamFunctions.Shared.Inference;

/// <summary>
/// The names of a prepared model's inputs and outputs. Inputs: <see cref="Image"/> uint8 [height, width, 3], RGB;
/// <see cref="TopK"/> int64 [1]. Outputs, best class first: <see cref="Classes"/> int64 [K]; <see cref="Probabilities"/>,
/// <see cref="Logits"/> and <see cref="Biases"/> float [K]; <see cref="Maps"/> float [K, rows, columns].
/// </summary>
internal static class CamContract
{
    /// <summary>The supported version of the contract, in the metadata property <c>cam.contract</c>.</summary>
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
