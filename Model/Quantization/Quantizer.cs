using CamFunctions.Model.Cam;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Quantization;

/// <summary>
/// From a prepared float32 model to one that computes in eight bits up to the last feature maps (Jacob et al. 2018, "Quantization and
/// training of neural networks for efficient integer-arithmetic-only inference", section 2): activations in unsigned bytes with a scale
/// per tensor, weights in signed bytes with a scale per output channel, sums and biases in 32 bits. The CAM head computes in float32, so
/// that mean(M_c) + b_c = logit_c holds for the quantised network's own maps as exactly as for the float32 network's.
/// </summary>
public sealed class Quantizer
{
    /// <summary>The first in which scales per channel exist.</summary>
    private const int FirstOperatorSet = 13;

    private readonly OnnxGraph graph;
    private readonly CamMetadata metadata;
    private readonly FloatConstants constants;
    private readonly EightBitPlan plan;
    private readonly string scratchFolder;

    private Quantizer(OnnxGraph graph, CamMetadata metadata, FloatConstants constants, EightBitPlan plan, string scratchFolder)
    {
        this.graph = graph;
        this.metadata = metadata;
        this.constants = constants;
        this.plan = plan;
        this.scratchFolder = scratchFolder;
    }

    /// <param name="path">The prepared float32 model.</param>
    /// <param name="scratchFolder">For files on the way.</param>
    /// <exception cref="ModelException">The model can't be quantised; the message says why.</exception>
    /// <exception cref="InvalidModelException">The model's files do not belong together.</exception>
    public static Quantizer Open(string path, string scratchFolder)
    {
        var model = FoldedNetwork.Read(path, scratchFolder);
        var network = OnnxGraph.Of(model);
        var featureMaps = CamHead.FeatureMaps(network) ?? throw new ModelException(
            $"{path} is not a prepared CAM model. Give it a CAM head with 'cam import'.");
        var found = CamProperties.Read(model, path);
        ModelFiles.Check(path, found, ModelFiles.Sha256(path), ModelFiles.WeightsSha256(path));
        if (found.Precision != Precision.Float32)
        {
            throw new ModelException($"{path} is quantised already. Give the float32 model that it was made from.");
        }

        if (network.OperatorSet < FirstOperatorSet)
        {
            throw new ModelException(
                $"{path} uses version {network.OperatorSet} of the ONNX operators; scales per channel need {FirstOperatorSet} or later. " +
                "Export the network with a later version, and import it again.");
        }

        var weights = new FloatConstants(model);
        var stored = EightBitPlan.Of(network, featureMaps, weights.Contains);
        return stored.Weighted.Count > 0
            ? new Quantizer(network, found, weights, stored, scratchFolder)
            : throw new ModelException($"{path} has no convolution with float32 weights, so there is nothing to quantise.");
    }

    /// <summary>Measures the ranges of the activations.</summary>
    public ActivationRanges Calibrate(IEnumerable<NetworkImage> images, RangeRule rule)
    {
        var sources = plan.Values.Select(plan.ScaleSource).Distinct();
        var histograms = Calibration.Observe(graph.Model, sources, images, scratchFolder);
        return new ActivationRanges(histograms.Select(
            seen => KeyValuePair.Create(seen.Key, RangeChoice.Choose(seen.Value, rule).Rounded())));
    }

    /// <summary>Writes the quantised model. To be called once, since it changes the graph.</summary>
    public void Write(ActivationRanges ranges, string output)
    {
        var scales = plan.Values.ToDictionary(value => value, value => EightBitScale.Of(ranges.Of(plan.ScaleSource(value).Name)));
        new QdqRewrite(graph, scales, constants).Apply(plan.Weighted);
        CamProperties.Write(graph.Model, metadata with { Precision = Precision.Int8 });
        PreparedModelFile.Write(graph.Model, output);
    }
}
