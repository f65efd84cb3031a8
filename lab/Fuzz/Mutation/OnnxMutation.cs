using CamFunctions.Model.Onnx;
using Google.Protobuf;

namespace CamFunctions.Fuzz.Mutation;

/// <summary>Changes what an ONNX model says: circles, missing tensors, sizes that overflow, data in other files.</summary>
/// <param name="locations">Files that tensors may say their data is in.</param>
internal sealed class OnnxMutation(IReadOnlyList<string> locations)
{
    private static readonly long[] Numbers =
        [0, 1, -1, 2, 3, 4, 7, 1 << 16, int.MaxValue, int.MinValue, 1L << 32, (1L << 32) + 3, 1L << 40, long.MaxValue, long.MinValue];

    private static readonly string[] Operators =
    [
        "Relu", "Add", "Mul", "Identity", "Flatten", "Reshape", "Squeeze", "Transpose", "ReduceMean", "GlobalAveragePool", "AveragePool",
        "Gemm", "MatMul",
        "Softmax", "Conv", "BatchNormalization", "Concat", "Gather", "Pad", "Resize", "Tile", "Expand", "Shape", "Constant", "If", "Loop",
        "Clip",
        "QuantizeLinear", "DequantizeLinear", "Div", "Dropout", "Unsqueeze", "Nothing",
    ];

    public byte[] Change(byte[] model, Random random)
    {
        try
        {
            var changed = ModelProto.Parser.ParseFrom(model);
            for (var change = 0; change <= random.Next(3); change++)
            {
                Change(changed, random);
            }

            return changed.ToByteArray();
        }
        catch (InvalidProtocolBufferException)
        {
            // It was no model before either.
            return model;
        }
    }

    private void Change(ModelProto model, Random random)
    {
        var graph = model.Graph;
        if (graph is null || graph.Node.Count == 0)
        {
            return;
        }

        var node = graph.Node[random.Next(graph.Node.Count)];
        switch (random.Next(14))
        {
            case 0 when node.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = AnyName(graph, random);
                break;
            case 1 when node.Output.Count > 0:
                node.Output[random.Next(node.Output.Count)] = AnyName(graph, random);
                break;
            case 2:
                node.OpType = Operators[random.Next(Operators.Length)];
                break;
            case 3:
                graph.Node.Remove(node);
                break;
            case 4:
                graph.Node.Insert(random.Next(graph.Node.Count), node.Clone());
                break;
            case 5 when graph.Initializer.Count > 0:
                graph.Initializer.RemoveAt(random.Next(graph.Initializer.Count));
                break;
            case 6 or 7 when graph.Initializer.Count > 0:
                Change(graph.Initializer[random.Next(graph.Initializer.Count)], random);
                break;
            case 8:
                Change(node, random);
                break;
            case 9:
                ChangeShape(graph, random);
                break;
            case 10 when graph.Output.Count > 0:
                graph.Output[0].Name = AnyName(graph, random);
                break;
            case 11:
                model.OpsetImport.Clear();
                var domain = random.Next(3) == 0 ? "other" : string.Empty;
                model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = Number(random) });
                break;
            case 12 when model.MetadataProps.Count > 0:
                var value = random.Next(2) == 0 ? string.Empty : $"{Number(random)}\t\n";
                model.MetadataProps[random.Next(model.MetadataProps.Count)].Value = value;
                break;
            default:
                model.IrVersion = Number(random);
                break;
        }
    }

    private void Change(TensorProto tensor, Random random)
    {
        switch (random.Next(6))
        {
            case 0 when tensor.Dims.Count > 0:
                tensor.Dims[random.Next(tensor.Dims.Count)] = Number(random);
                break;
            case 1:
                tensor.Dims.Add(Number(random));
                break;
            case 2:
                tensor.DataType = random.Next(20);
                break;
            case 3:
                tensor.RawData = ByteString.CopyFrom(tensor.RawData.Span[..random.Next(tensor.RawData.Length + 1)]);
                break;
            case 4:
                tensor.Name = string.Empty;
                break;
            default:
                MakeExternal(tensor, random);
                break;
        }
    }

    private void MakeExternal(TensorProto tensor, Random random)
    {
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ClearRawData();
        Add("location", locations[random.Next(locations.Count)]);
        if (random.Next(2) == 0)
        {
            Add("offset", $"{Number(random)}");
            Add("length", $"{Number(random)}");
        }

        void Add(string key, string value) => tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
    }

    private static void Change(NodeProto node, Random random)
    {
        if (node.Attribute.Count == 0 || random.Next(3) == 0)
        {
            node.Attribute.Add(GraphBuilder.Attribute(random.Next(2) == 0 ? "axis" : "pads", Number(random), Number(random)));
            return;
        }

        var attribute = node.Attribute[random.Next(node.Attribute.Count)];
        if (attribute.Ints.Count > 0)
        {
            attribute.Ints[random.Next(attribute.Ints.Count)] = Number(random);
        }
        else
        {
            attribute.I = Number(random);
        }
    }

    private static void ChangeShape(GraphProto graph, Random random)
    {
        var declared = graph.Input.Concat(graph.Output).Select(value => value.Type?.TensorType).OfType<TypeProto.Types.Tensor>().ToArray();
        if (declared.Length == 0)
        {
            return;
        }

        var tensor = declared[random.Next(declared.Length)];
        if (tensor.Shape is { Dim.Count: > 0 } shape && random.Next(4) > 0)
        {
            shape.Dim[random.Next(shape.Dim.Count)] = new TensorShapeProto.Types.Dimension { DimValue = Number(random) };
        }
        else
        {
            tensor.ElemType = random.Next(20);
        }
    }

    private static string AnyName(GraphProto graph, Random random)
    {
        string[] names = [.. GraphNames.All(graph), string.Empty, "nothing"];
        return names[random.Next(names.Length)];
    }

    private static long Number(Random random) => Numbers[random.Next(Numbers.Length)];
}
