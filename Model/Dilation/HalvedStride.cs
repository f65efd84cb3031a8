using CamFunctions.Model.Cam;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Dilation;

/// <summary>
/// Halves the stride of a prepared network's last feature maps and keeps its numbers: the last stride of 2 becomes 1, and what follows
/// finds its inputs two cells apart (Chen et al. 2015, "Semantic image segmentation with deep convolutional nets and fully connected
/// CRFs", section 3.1, "a trous"; Yu and Koltun 2016, "Multi-scale context aggregation by dilated convolutions", section 2). The cells
/// of even rows and columns are then those of the original network, and only they are averaged for the logits. So logits, classes and
/// mean(M_c) + b_c = logit_c, the mean over these cells, stay as they were.
/// </summary>
public static class HalvedStride
{
    /// <summary>Cells that the average passes over, and the one it takes.</summary>
    private const int AveragedEvery = 2;

    /// <summary>Rewrites a prepared float32 model.</summary>
    /// <param name="model">The model; must not be used after it is refused.</param>
    /// <param name="folder">The folder of the model's weights, for a file on the way.</param>
    /// <exception cref="ModelException">A node of the network does not allow it; the message names it.</exception>
    public static void ApplyTo(ModelProto model, string folder)
    {
        var metadata = CamProperties.Read(model, model.Graph.Name);
        var graph = OnnxGraph.Of(model);
        new ConstantEvaluator(model, folder).Evaluate(ConstantsIn(graph));
        var featureMaps = CamHead.FeatureMaps(graph) ?? throw new ModelException("The model has no CAM head. Import it with 'cam import'.");
        var shapes = model.Graph.Initializer.ToDictionary(tensor => tensor.Name, tensor => tensor.Dims, StringComparer.Ordinal);
        var edit = new GraphEdit(graph);
        var stage = LastStage.Find(featureMaps, DownSampling.Of(graph))
            .Then(found => new DilatedStage(edit, name => shapes.GetValueOrDefault(name)).Add(found));
        if (stage.Refusal is { } refusal)
        {
            throw new ModelException(
                $"The stride of the network's last feature maps can't be halved because of its node {refusal.Subject}: {refusal.Reason}. " +
                $"Keep the network's own stride, {metadata.Grid.Stride}.");
        }

        new EvenCells(edit).LetRead(graph.Nodes.Single(node => node.Output.Name == CamHead.Means));
        edit.Apply();
        // Sizes that the exporter has written down.
        model.Graph.ValueInfo.Clear();
        var grid = metadata.Grid with { Stride = metadata.Grid.Stride / AveragedEvery, AveragedEvery = AveragedEvery };
        CamProperties.Write(model, metadata with { Grid = grid });
    }

    /// <summary>What decides, as inputs of nodes, in which directions they work and how far.</summary>
    private static IEnumerable<GraphValue> ConstantsIn(OnnxGraph graph) => SpatialReduction.AxesIn(graph)
        .Concat(InputsOf(graph, "Slice", 3))
        .Concat(InputsOf(graph, "Pad", 1))
        .Where(value => !value.DependsOnImage);

    private static IEnumerable<GraphValue> InputsOf(OnnxGraph graph, string operation, int index) =>
        graph.Nodes.Where(node => node.Operator == operation).Select(node => node.Input(index)).OfType<GraphValue>();
}
