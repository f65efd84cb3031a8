using System.Security.Cryptography;

namespace CamFunctions.Model.Onnx;

/// <summary>Identifies the file that a prepared model was made from.</summary>
internal static class FileHash
{
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);
        return $"sha256-{Convert.ToHexStringLower(SHA256.HashData(file))}";
    }
}
