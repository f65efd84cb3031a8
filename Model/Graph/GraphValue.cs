using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CamFunctions.Model.Graph;

/// <summary>A value of a graph: an input, an initializer or what a node produces.</summary>
public sealed class GraphValue
{
    private readonly List<GraphNode> consumers = [];
    private readonly ObservedValue? observed;

    internal GraphValue(string name, GraphNode? producer, ImageDependence dependence, ObservedValue? observed, ValueInfoProto? declaration)
    {
        Name = name;
        Producer = producer;
        Dependence = dependence;
        Declaration = declaration;
        this.observed = observed;
    }

    public string Name { get; }

    /// <summary>The node that produces it; <see langword="null"/> for inputs and initializers.</summary>
    public GraphNode? Producer { get; }

    /// <summary>The nodes that read it, whether as an input or from inside a branch or loop.</summary>
    public IReadOnlyList<GraphNode> Consumers => consumers;

    /// <summary>What of the image it depends on.</summary>
    public ImageDependence Dependence { get; }

    public bool DependsOnImage => Dependence != ImageDependence.None;

    /// <summary>How the graph declares it; <see langword="null"/> for all but the graph's inputs.</summary>
    public ValueInfoProto? Declaration { get; }

    /// <summary>Its shape on the observed image; <see langword="null"/> where it was not looked at.</summary>
    public TensorShape? Shape => observed?.Shape;

    /// <summary>The type of its elements on the observed image; <see langword="null"/> where it was not looked at.</summary>
    public TensorElementType? ElementType => observed?.Type;

    /// <summary>What it is on every image; <see langword="null"/> until <see cref="ConstantEvaluator.Evaluate"/> has computed it.</summary>
    public Tensor? Constant { get; internal set; }

    /// <summary>The value and those it was made from, each the data of the node before, back to the image.</summary>
    public IEnumerable<GraphValue> Origins()
    {
        for (var value = this; value is not null; value = value.Producer?.Data)
        {
            yield return value;
        }
    }

    internal void AddConsumer(GraphNode node) => consumers.Add(node);
}
