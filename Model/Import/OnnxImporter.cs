using CamFunctions.Model.Cam;
using CamFunctions.Model.Import.Pooling;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import;

/// <summary>
/// From a foreign network to a prepared model: run it to see its last values, find the class activation map, attach the CAM
/// head, and prove that both say the same. Meanwhile its weights are in a file of their own, which ONNX Runtime maps into
/// memory, so that they are never there twice.
/// </summary>
public sealed class OnnxImporter
{
    private readonly ImportRequest request;
    private readonly string scratchFolder;

    private OnnxImporter(ImportRequest request, string scratchFolder)
    {
        this.request = request;
        this.scratchFolder = scratchFolder;
    }

    /// <param name="request">What to import.</param>
    /// <param name="scratchFolder">For files on the way.</param>
    /// <param name="output">Where to write the prepared model.</param>
    /// <exception cref="ModelException">The network has no class activation map or is not supported; the message says why.</exception>
    public static ImportReport Import(ImportRequest request, string scratchFolder, string output) =>
        new OnnxImporter(request, scratchFolder).Import(output);

    private ImportReport Import(string output)
    {
        var network = TakeApart();
        ReturnMemory();
        var runs = NetworkTrials.Run(network, request);
        var (end, sides) = Write(output, network, runs);
        ReturnMemory();
        var proof = ImportProof.Check(output, runs.First, network.Input, end, request);
        return new ImportReport(
            end.Classes,
            end.Average.FeatureMaps,
            end.Average.Channels,
            sides.Stride,
            Geometry(sides),
            sides.AreFixed ? (sides.Height, sides.Width) : null,
            proof.Scores,
            proof.Invariant);
    }

    /// <summary>The network as a file without weights, with the values near its outputs among them.</summary>
    private NetworkInParts TakeApart()
    {
        var model = ModelFile.ReadWhole(request.Path);
        // Since format 4 initializers are constants; before, they were inputs with a default.
        model.IrVersion = Math.Max(model.IrVersion, 4);
        OlderOperators.Raise(model);
        var graph = new NetworkGraph(model);
        var parts = new NetworkInParts(
            Path.Combine(scratchFolder, "network.onnx"),
            NetworkInput.Of(graph),
            [.. model.Graph.Output.Select(output => output.Name)],
            Survey.ValuesNear(graph));
        NetworkProbe.Expose(model, parts.Values);
        ExternalData.MoveTo(model, Path.ChangeExtension(parts.Path, ".weights"));
        ModelFile.Write(model, parts.Path);
        return parts;
    }

    private (NetworkEnd End, InputSides Sides) Write(string output, NetworkInParts network, TrialRuns runs)
    {
        var model = ModelFile.Read(network.Path);
        var graph = new NetworkGraph(model);
        var constants = new ConstantFolding(graph, scratchFolder);
        var end = FindEnd(network.Outputs, new Survey(graph, constants, runs.First.Run.Values));
        var sides = Measure(end, new Survey(graph, constants, runs.Larger?.Run.Values ?? runs.First.Run.Values), runs);
        CamAttachment.Attach(model, network.Input, sides, end, runs.First.Run.Values[end.Average.FeatureMaps].Type, request.Preprocessing);
        Metadata(model, sides).WriteTo(model);
        ModelFile.Inline(model, network.Path);
        ModelFile.Write(model, output);
        return (end, sides);
    }

    /// <summary>
    /// Networks may have several outputs: auxiliary classifiers, features, decisions. The first one with a class activation map
    /// and as many classes as there are labels is the one.
    /// </summary>
    private NetworkEnd FindEnd(IReadOnlyList<string> outputs, Survey survey)
    {
        var ends = new List<NetworkEnd>();
        var faults = new List<ModelException>();
        foreach (var output in outputs)
        {
            try
            {
                ends.Add(NetworkEnd.Find(survey, output));
            }
            catch (ModelException fault)
            {
                faults.Add(fault);
            }
        }

        if (ends.Count == 0)
        {
            throw faults[0];
        }

        return ends.FirstOrDefault(end => end.Classes == request.Labels.Count)
            ?? throw new ModelException($"The network has {ends[0].Classes} classes, and there are {request.Labels.Count} labels. Give one label for each class, in the order of the scores.");
    }

    private static InputSides Measure(NetworkEnd end, Survey larger, TrialRuns runs)
    {
        var (height, width) = (runs.First.Image.Height, runs.First.Image.Width);
        var second = runs.Larger is { } trial && !end.Average.NeedsThisGrid
            ? (trial.Image.Height, trial.Image.Width, NetworkEnd.Find(larger, end.Output).Average)
            : default((int, int, SpatialAverage)?);
        return InputSides.Measure((height, width, end.Average), second);
    }

    private string Geometry(InputSides sides) => request.Geometry ?? (sides.AreFixed ? "crop" : "whole");

    private CamMetadata Metadata(ModelProto model, InputSides sides)
    {
        if (sides.AreFixed && request.Geometry == "whole")
        {
            throw new ModelException($"The network takes images of {sides.Width} x {sides.Height} pixels only, so its geometry is crop or stretch, not whole.");
        }

        return new CamMetadata(
            request.Name,
            $"{model.ModelVersion}",
            Path.GetFileName(request.Path),
            FileHash.Of(request.Path),
            "not stated",
            sides.Stride,
            Geometry(sides),
            request.Labels);
    }

    /// <summary>What is no longer used is larger than all the rest of the program, and ONNX Runtime is about to need as much.</summary>
    private static void ReturnMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
}
