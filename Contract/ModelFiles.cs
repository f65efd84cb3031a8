using System.Security.Cryptography;

namespace CamFunctions.Contract;

/// <summary>
/// The files of a prepared model. The first is the graph, x.onnx; its path stands for the model everywhere. Large weights are in
/// x.onnx.data, as external data of the ONNX standard, so that ONNX Runtime maps them into memory. x.onnx.amx, if it exists, is the same
/// graph over the same weights for processors with AMX. A model may also be one file that contains its weights.
/// </summary>
/// <remarks>
/// The graph contains the SHA-256 of the weights, and the graph for AMX contains that of the graph, so that files that do not belong
/// together are noticed. Therefore the SHA-256 of the graph, which is small, identifies the whole model. This does not hold if another
/// tool moved weights out of the file: it covers only the graph then, and the weights are not checked.
/// </remarks>
public static class ModelFiles
{
    public static string WeightsOf(string path) => $"{path}.data";

    public static string AmxGraphOf(string path) => $"{path}.amx";

    /// <summary>SHA-256 of a file, as 64 lower-case hexadecimal digits.</summary>
    public static string Sha256(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>SHA-256 of a model's weights; <see langword="null"/> if it has no file of weights.</summary>
    public static string? WeightsSha256(string path) => File.Exists(WeightsOf(path)) ? Sha256(WeightsOf(path)) : null;

    /// <param name="path">The model.</param>
    /// <param name="metadata">Metadata of its graph, or of its graph for AMX.</param>
    /// <param name="graphSha256">SHA-256 of its graph.</param>
    /// <param name="weightsSha256">SHA-256 of its weights; <see langword="null"/> if it has no file of weights.</param>
    /// <exception cref="InvalidModelException">The files do not belong together.</exception>
    public static void Check(string path, CamMetadata metadata, string graphSha256, string? weightsSha256)
    {
        if (metadata.WeightsSha256 is { } weights && weights != weightsSha256)
        {
            throw new InvalidModelException(weightsSha256 is null
                ? $"The model file {path} has its weights in a second file, {WeightsOf(path)}, which does not exist. Keep both files " +
                "together, under the names that they were written with."
                : $"The file {WeightsOf(path)} does not hold the weights of the model {path}: one of them is damaged or belongs to " +
                "another model. Copy both files again, or prepare the model again.");
        }

        if (metadata.GraphSha256 is { } graph && graph != graphSha256)
        {
            throw new InvalidModelException(
                $"The file {AmxGraphOf(path)} belongs to another model than {path}. Copy all files of the model again, or delete that " +
                "file: it only saves time on processors with AMX.");
        }
    }
}
