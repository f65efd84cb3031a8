using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Dilation;

/// <summary>
/// By how much the values of a network are down-sampled: the product of the strides from the image to them. Values without positions,
/// such as those behind a global average, have none.
/// </summary>
internal sealed class DownSampling
{
    private readonly Dictionary<GraphValue, long> factors = [];

    private DownSampling()
    {
    }

    public static DownSampling Of(OnnxGraph graph)
    {
        var found = new DownSampling();
        foreach (var input in graph.Inputs)
        {
            found.factors[input] = 1;
        }

        foreach (var node in graph.Nodes.Where(node => !SpatialReduction.IsOne(node)))
        {
            found.Add(node);
        }

        return found;
    }

    /// <returns><see langword="null"/> for a value without positions.</returns>
    public long? Of(GraphValue value) => factors.TryGetValue(value, out var factor) ? factor : null;

    private void Add(GraphNode node)
    {
        var before = node.Reads.Max(Of);
        foreach (var output in node.Outputs.Where(output => output.Dependence == ImageDependence.Pixels && before is not null))
        {
            factors[output] = before!.Value * Window.StridesOf(node).Max();
        }
    }
}
