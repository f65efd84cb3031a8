namespace CamFunctions.Model.Import;

/// <summary>A network's graph, and what its last values look like when it runs on one image.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Constants">Its constants.</param>
/// <param name="Values">The values near the outputs.</param>
internal sealed record Survey(NetworkGraph Graph, ConstantFolding Constants, IReadOnlyDictionary<string, ValueFacts> Values)
{
    /// <summary>Far enough to see the average and what stands before it; further back values are large.</summary>
    private const int Depth = 48;

    /// <summary>The shape of a value; <see langword="null"/> far from the outputs.</summary>
    public long[]? Shape(string value) => Values.GetValueOrDefault(value)?.Shape;

    /// <summary>The values that a survey is to look at, the outputs first.</summary>
    public static IReadOnlyList<string> ValuesNear(NetworkGraph graph)
    {
        var outputs = graph.Model.Graph.Output.Select(output => output.Name).ToArray();
        return
        [
            .. outputs
                .Concat(outputs.SelectMany(output => graph.Chain(output).Take(Depth)))
                .Where(value => graph.Producer(value) is not null)
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
