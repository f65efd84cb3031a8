using System.IO.MemoryMappedFiles;

namespace CamFunctions.Shared.Inference;

/// <summary>
/// An ONNX model without its weights, each of which is replaced by its place in the model's own file. ONNX Runtime maps such
/// weights into memory and lets go of them when it has packed them. Weights within the model it copies several times, which takes most
/// of the loading time. Field numbers are those of onnx.proto.
/// </summary>
internal static class ModelGraph
{
    /// <summary>ModelProto.graph.</summary>
    private const int Graph = 7;

    /// <summary>GraphProto.initializer.</summary>
    private const int Initializer = 5;

    /// <summary>GraphProto.input.</summary>
    private const int Input = 11;

    /// <param name="path">The model's file.</param>
    /// <param name="forMatrixUnit">
    /// Whether ONNX Runtime is to compute with AMX what that is good for: declares <see cref="CamContract.MatrixZeroPoint"/> an input.
    /// </param>
    /// <returns>The serialised model; <see langword="null"/> if this is no ONNX model, or too little of it can be mapped.</returns>
    public static unsafe byte[]? TryRead(string path, bool forMatrixUnit)
    {
        var length = new FileInfo(path).Length;
        if (length is 0 or > int.MaxValue)
        {
            return null;
        }

        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        using var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return WithoutWeights(new ReadOnlySpan<byte>(start, (int)length), Path.GetFileName(path), forMatrixUnit);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static byte[]? WithoutWeights(ReadOnlySpan<byte> model, string fileName, bool forMatrixUnit)
    {
        if (Fields(model, 0, model.Length).FindAll(field => field.Number == Graph) is not [var graph])
        {
            return null;
        }

        var weights = new List<(ProtobufField Place, byte[] Tensor)>();
        byte[] input = [];
        foreach (var tensor in Fields(model, graph.Content, graph.End).Where(field => field.Number == Initializer))
        {
            if (forMatrixUnit && MatrixZeroPoint.Is(model, tensor))
            {
                input = MatrixZeroPoint.Declaration();
            }
            else if (WeightsInFile.Find(model, tensor) is { } data)
            {
                weights.Add((tensor, WeightsInFile.Tensor(model, tensor, data, fileName)));
            }
        }

        var saved = weights.Sum(weight => weight.Place.Length - weight.Tensor.Length);
        // What stays would be copied once more than without all this.
        return saved > model.Length / 2 ? Write(model, graph, weights, input) : null;
    }

    /// <param name="model">The file's bytes.</param>
    /// <param name="graph">The graph in it.</param>
    /// <param name="weights">What stands for the tensors at some places.</param>
    /// <param name="input">The declaration of a further input; empty for none.</param>
    private static byte[] Write(
        ReadOnlySpan<byte> model, ProtobufField graph, List<(ProtobufField Place, byte[] Tensor)> weights, ReadOnlySpan<byte> input)
    {
        using var content = new MemoryStream();
        var position = graph.Content;
        foreach (var (place, tensor) in weights)
        {
            content.Write(model[position..place.Start]);
            content.WriteBytes(Initializer, tensor);
            position = place.End;
        }

        content.Write(model[position..graph.End]);
        if (!input.IsEmpty)
        {
            content.WriteBytes(Input, input);
        }

        using var result = new MemoryStream();
        result.Write(model[..graph.Start]);
        result.WriteBytes(Graph, content.GetBuffer().AsSpan(0, (int)content.Length));
        result.Write(model[graph.End..]);
        return result.ToArray();
    }

    private static List<ProtobufField> Fields(ReadOnlySpan<byte> model, int start, int end)
    {
        var fields = new List<ProtobufField>();
        var reader = new ProtobufReader(model, start, end);
        while (reader.TryRead(out var field))
        {
            fields.Add(field);
        }

        return fields;
    }
}
