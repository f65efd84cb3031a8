using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Graph;

/// <summary>A node of a graph, with the values it reads and produces.</summary>
public sealed class GraphNode
{
    private readonly GraphValue?[] inputs;
    private readonly List<GraphValue> outputs = [];

    internal GraphNode(NodeProto proto, Func<string, GraphValue> find)
    {
        Proto = proto;
        inputs = [.. proto.Input.Select(name => name.Length > 0 ? find(name) : null)];
        Reads = [.. GraphNames.Reads(proto).Distinct(StringComparer.Ordinal).Select(find)];
        DataIndex = Array.FindIndex(inputs, value => value?.DependsOnImage == true);
    }

    public NodeProto Proto { get; }

    public string Operator => Proto.OpType;

    /// <summary>The node as it is named in messages.</summary>
    public string Title => Proto.Title();

    /// <summary>All values it reads: its inputs, and what its branches or loops take from around them.</summary>
    public IReadOnlyList<GraphValue> Reads { get; }

    /// <summary>How many inputs it lists, those left out in between included.</summary>
    public int InputCount => inputs.Length;

    /// <summary>The outputs that are not left out.</summary>
    public IReadOnlyList<GraphValue> Outputs => outputs;

    public GraphValue Output => outputs[0];

    /// <summary>The position of the first input that depends on the image; -1 where none does.</summary>
    public int DataIndex { get; }

    /// <summary>The first input that depends on the image.</summary>
    public GraphValue? Data => DataIndex < 0 ? null : inputs[DataIndex];

    /// <summary>Whether more than one input depends on the image.</summary>
    public bool CombinesImageData => inputs.Count(value => value?.DependsOnImage == true) > 1;

    /// <summary>The inputs that do not depend on the image.</summary>
    public IEnumerable<GraphValue> Constants => inputs.OfType<GraphValue>().Where(value => !value.DependsOnImage);

    /// <summary>What of the image its outputs depend on; those of Shape and Size do not depend on pixels.</summary>
    internal ImageDependence Dependence
    {
        get
        {
            var dependence = Reads.Select(value => value.Dependence).DefaultIfEmpty().Max();
            return Operator is "Shape" or "Size" && dependence == ImageDependence.Pixels ? ImageDependence.Size : dependence;
        }
    }

    /// <returns><see langword="null"/> for an optional input that is left out.</returns>
    public GraphValue? Input(int index) => index < inputs.Length ? inputs[index] : null;

    public long GetInteger(string attribute, long otherwise) => Proto.GetInteger(attribute, otherwise);

    public float GetFloat(string attribute, float otherwise) => Proto.GetFloat(attribute, otherwise);

    public long[]? GetIntegers(string attribute) => Proto.GetIntegers(attribute);

    internal void AddOutput(GraphValue value) => outputs.Add(value);
}
