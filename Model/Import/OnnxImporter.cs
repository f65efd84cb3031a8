using CamFunctions.Model.Dilation;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import;

/// <summary>
/// From a foreign network to a prepared model: run it to see its last values, find the class activation map, attach the CAM
/// head, and prove that both compute the same.
/// </summary>
public static class OnnxImporter
{
    /// <param name="request">What to import.</param>
    /// <param name="scratchFolder">For files on the way.</param>
    /// <param name="output">Where to write the prepared model.</param>
    /// <exception cref="ModelException">The network has no class activation map or is not supported; the message says why.</exception>
    public static ImportReport Import(ImportRequest request, string scratchFolder, string output)
    {
        var network = ForeignNetwork.Read(request.Path, scratchFolder);
        ReturnMemory();
        network = DecidedBranches.Inline(network, request);
        var trials = Trials.Run(network, network.ValuesNearOutputs(), request);
        var end = FindEnd(network.Graph.With(trials.First), request, new ConstantEvaluator(network.Graph.Model, scratchFolder));
        var sides = InputSides.Measure(end.Average, trials);
        var geometry = ChooseGeometry(sides, request);
        var isHalf = StrideChoice.IsHalf(request.Stride, sides.Stride);
        var prepared = CamAttachment.Attach(network, sides, end, request.Preprocessing);
        CamProperties.Write(prepared, Metadata(prepared, sides, geometry, request));
        network.WritePrepared(prepared, output);
        ReturnMemory();
        var proof = ImportProof.Check(output, trials.First, network.Input, end, request.Preprocessing);
        if (isHalf)
        {
            HalveStride(prepared, network, sides, request, output);
        }

        return new ImportReport(
            end.Classes,
            end.Average.FeatureMaps.Name,
            end.Average.Channels,
            request.Stride ?? sides.Stride,
            geometry,
            sides.AreFixed ? (sides.Height, sides.Width) : null,
            proof.Scores,
            proof.Invariant);
    }

    /// <summary>Writes the rewritten model in the place of the one with the network's own stride, and compares them.</summary>
    private static void HalveStride(
        ModelProto prepared, ForeignNetwork network, InputSides sides, ImportRequest request, string output)
    {
        // Over the weights of the network itself.
        var original = Path.Combine(network.Folder, "original.onnx");
        ModelFile.Write(prepared, original);
        HalvedStride.ApplyTo(prepared, network.Folder);
        network.WritePrepared(prepared, output);
        ReturnMemory();
        var image = new ProofImage(sides.ProofHeight, sides.ProofWidth);
        using var tensor = request.Preprocessing is null ? image.ForNetwork(network.Input, preprocessing: null) : image.ForPrepared();
        StrideProof.Check(original, output, [tensor]);
        File.Delete(original);
    }

    /// <summary>
    /// Networks may have several outputs: auxiliary classifiers, features, decisions. The first one with a class activation map
    /// and as many classes as there are labels is the one.
    /// </summary>
    private static NetworkEnd FindEnd(OnnxGraph graph, ImportRequest request, ConstantEvaluator constants)
    {
        var finder = new NetworkEndFinder(graph, constants);
        var matches = graph.Outputs.Select(finder.Find).ToArray();
        var ends = matches.Select(match => match.Found).OfType<NetworkEnd>().ToArray();
        if (ends.Length == 0)
        {
            throw WithoutMap(matches[0].Refusal!);
        }

        return ends.FirstOrDefault(end => end.Classes == request.Labels.Count) ?? throw new ModelException(
            $"The network has {ends[0].Classes} classes, and there are {request.Labels.Count} labels. " +
            "Give one label for each class, in the order of the scores.");
    }

    private static ModelException WithoutMap(Refusal refusal) => new(
        $"The network has no class activation map because of its node {refusal.Subject}: {refusal.Reason}. A class activation map needs " +
        "the average of the last feature maps over all positions, and nothing but linear operations from there to the logits.");

    private static Geometry ChooseGeometry(InputSides sides, ImportRequest request) => sides.AreFixed && request.Geometry == Geometry.Whole
        ? throw new ModelException(
            $"The network takes images of {sides.Width} x {sides.Height} pixels only, so its geometry is crop or stretch, not whole.")
        : request.Geometry ?? (sides.AreFixed ? Geometry.Crop : Geometry.Whole);

    private static CamMetadata Metadata(ModelProto model, InputSides sides, Geometry geometry, ImportRequest request) => new(
        request.Name, new FeatureGrid(sides.Stride, AveragedEvery: 1, Centre: null), geometry, Precision.Float32, request.Labels)
    {
        Version = $"{model.ModelVersion}",
        Source = Path.GetFileName(request.Path),
        SourceHash = $"sha256-{ModelFiles.Sha256(request.Path)}",
        Licence = request.Licence,
        ExpectedKey = request.ExpectedKey,
    };

    /// <summary>What is no longer used is larger than all the rest of the program, and ONNX Runtime is about to need as much.</summary>
    private static void ReturnMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
}
