using System.Globalization;
using Google.Protobuf;

namespace CamFunctions.Model.Onnx;

/// <summary>
/// Weights that a model keeps in files beside it (<c>external_data</c> of the ONNX standard): location, relative to the model's
/// folder, offset and length.
/// </summary>
internal static class ExternalData
{
    private const int MinimumMovedBytes = 1 << 12;
    private const int PageBytes = 1 << 12;

    /// <summary>Brings the weights into the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Where it was read from.</param>
    /// <param name="room">How many bytes it may grow by.</param>
    /// <exception cref="ModelException">
    /// A file of weights is missing, too short, outside the model's folder, or all are too large together.
    /// </exception>
    public static void Inline(ModelProto model, string path, long room)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var tensor in Tensors(model.Graph).Where(IsExternal))
        {
            tensor.RawData = Read(tensor, folder, ref room);
            tensor.DataLocation = TensorProto.Types.DataLocation.Default;
            tensor.ExternalData.Clear();
        }
    }

    /// <summary>
    /// Moves the large weights into one file beside the model, which ONNX Runtime then maps into memory and does not copy. Without any
    /// there is no file.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file, in the folder that the model will be in.</param>
    /// <param name="folder">The folder of weights that another file contains; <see langword="null"/> if none does.</param>
    public static void MoveTo(ModelProto model, string path, string? folder = null)
    {
        var weights = model.Graph.Initializer.Where(tensor => IsExternal(tensor) || tensor.RawData.Length >= MinimumMovedBytes).ToArray();
        if (weights.Length == 0)
        {
            return;
        }

        var room = long.MaxValue;
        using var file = File.Create(path);
        foreach (var tensor in weights)
        {
            var bytes = IsExternal(tensor) ? Read(tensor, folder!, ref room) : tensor.RawData;
            // Mapping begins at a page.
            file.Position = (file.Position + PageBytes - 1) / PageBytes * PageBytes;
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            tensor.ExternalData.Clear();
            Add(tensor, "location", Path.GetFileName(path));
            Add(tensor, "offset", file.Position.ToString(CultureInfo.InvariantCulture));
            Add(tensor, "length", bytes.Length.ToString(CultureInfo.InvariantCulture));
            bytes.WriteTo(file);
            tensor.ClearRawData();
        }
    }

    private static bool IsExternal(TensorProto tensor) => tensor.DataLocation == TensorProto.Types.DataLocation.External;

    private static void Add(TensorProto tensor, string key, string value) =>
        tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });

    private static IEnumerable<TensorProto> Tensors(GraphProto graph) =>
        graph.Initializer.Concat(graph.Node.SelectMany(node => node.Attribute
            .SelectMany(attribute => attribute.T is { } tensor ? [tensor, .. attribute.Tensors] : attribute.Tensors)
            .Concat(GraphNames.Subgraphs(node).SelectMany(Tensors))));

    private static ByteString Read(TensorProto tensor, string folder, ref long room)
    {
        var location = Entry(tensor, "location")
            ?? throw new ModelException(
                $"The tensor {tensor.Name} has its data in another file and does not name it. Export the model again.");
        using var file = File.OpenRead(Inside(folder, location, tensor));
        var offset = Number(tensor, "offset") ?? 0;
        var length = Number(tensor, "length") ?? file.Length - offset;
        if (offset < 0 || length < 0 || offset > file.Length - length)
        {
            throw new ModelException(
                $"The file {location} ends before the data of the tensor {tensor.Name}; it is cut short or belongs to another model.");
        }

        room -= length;
        if (room < 0)
        {
            throw new ModelException("The model and its weights together have more than 2 GiB, which one ONNX file can't hold.");
        }

        var bytes = new byte[length];
        file.Position = offset;
        file.ReadExactly(bytes);
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    /// <summary>A model must not make this tool read, and copy into its result, whatever file it names.</summary>
    private static string Inside(string folder, string location, TensorProto tensor)
    {
        if (location.Contains('\0', StringComparison.Ordinal))
        {
            throw new ModelException(
                $"The tensor {tensor.Name} has its data in a file whose name has a null character. Export the model again.");
        }

        var path = Path.GetFullPath(Path.Combine(folder, location));
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        if (!IsIn(folder, path) || !IsIn(folder, target))
        {
            throw new ModelException(
                $"The tensor {tensor.Name} has its data in {location}, outside the model's folder. Copy that file beside the model.");
        }

        return File.Exists(path)
            ? path
            : throw new ModelException(
                $"The model's weights are in a file of their own, {location}, which is not in its folder. Put it beside the model.");
    }

    private static bool IsIn(string folder, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;

    private static long? Number(TensorProto tensor, string key) => Entry(tensor, key) is not { } text
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ModelException($"The tensor {tensor.Name} has the {key} {text} in its file, which is not a number.");
}
