using System.Runtime.InteropServices;
using Google.Protobuf;

namespace CamFunctions.Model.Onnx;

/// <summary>Adds nodes and constants to a graph; methods return the name of the value they add.</summary>
/// <param name="graph">The graph that grows.</param>
public sealed class GraphBuilder(GraphProto graph)
{
    /// <summary>Adds a node with one output, which gets the node's name.</summary>
    public string Node(string operation, string name, IEnumerable<string> inputs, params AttributeProto[] attributes)
    {
        Node(operation, name, inputs, [name], attributes);
        return name;
    }

    /// <summary>Adds a node with named outputs.</summary>
    public void Node(
        string operation, string name, IEnumerable<string> inputs, IEnumerable<string> outputs, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = name };
        node.Input.Add(inputs);
        node.Output.Add(outputs);
        node.Attribute.Add(attributes);
        graph.Node.Add(node);
    }

    /// <summary>Adds a float32 constant.</summary>
    public string Constant(string name, ReadOnlySpan<float> values, params long[] shape) =>
        Constant(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds an int8 constant.</summary>
    public string Constant(string name, ReadOnlySpan<sbyte> values, params long[] shape) =>
        Constant(name, TensorProto.Types.DataType.Int8, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds an int32 constant.</summary>
    public string Constant(string name, ReadOnlySpan<int> values, params long[] shape) =>
        Constant(name, TensorProto.Types.DataType.Int32, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a uint8 scalar.</summary>
    public string Scalar(string name, byte value) => Constant(name, TensorProto.Types.DataType.Uint8, [value], []);

    /// <summary>Adds a float32 scalar.</summary>
    public string Scalar(string name, float value) =>
        Constant(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes<float>([value]), []);

    /// <summary>Adds an int64 constant of one dimension.</summary>
    public string Constant(string name, params long[] values) =>
        Constant(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    public static AttributeProto Attribute(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Attribute(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    /// <summary>ONNX stores numbers little-endian, as every machine that ONNX Runtime supports does.</summary>
    private string Constant(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, long[] shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.Add(shape);
        graph.Initializer.Add(tensor);
        return name;
    }
}
