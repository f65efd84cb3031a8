using Google.Protobuf;

namespace CamFunctions.Model.Onnx;

/// <summary>ONNX files as they are found: possibly with their weights in files beside them.</summary>
public static class ModelFile
{
    /// <summary>A protobuf message can't be longer, so neither can a model that is one file.</summary>
    private const long MaxBytes = int.MaxValue;

    /// <summary>Reads a model, all weights included.</summary>
    /// <exception cref="ModelException">The file is no ONNX model, is too large, or lacks a file of weights.</exception>
    public static ModelProto ReadWhole(string path)
    {
        var model = Read(path);
        Inline(model, path);
        return model;
    }

    public static void Write(ModelProto model, string path)
    {
        using var file = File.Create(path);
        model.WriteTo(file);
    }

    /// <summary>Brings weights that are in other files into the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file it is, or was, in.</param>
    /// <exception cref="ModelException">A file of weights is missing or broken, or all are too large together.</exception>
    public static void Inline(ModelProto model, string path) => ExternalData.Inline(model, path, MaxBytes - new FileInfo(path).Length);

    /// <summary>Reads a model; weights in other files stay there.</summary>
    /// <exception cref="ModelException">The file is no ONNX model, or is too large.</exception>
    public static ModelProto Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelException($"{path} does not exist.");
        }

        var length = new FileInfo(path).Length;
        if (length is 0 or > MaxBytes)
        {
            throw new ModelException(length == 0
                ? $"{path} is empty. Export the model again."
                : $"{path} has {length:N0} bytes; an ONNX file can't have more than {MaxBytes:N0}.");
        }

        try
        {
            using var file = File.OpenRead(path);
            var model = ModelProto.Parser.ParseFrom(file);
            return model.Graph?.Node.Count > 0 ? model : throw new ModelException($"{path} is not an ONNX model: it has no graph.");
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new ModelException($"{path} is not an ONNX model, or is cut short: {exception.Message}", exception);
        }
    }
}
