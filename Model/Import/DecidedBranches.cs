using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import;

/// <summary>
/// Takes out each If that chooses by shapes alone and chooses the same at every size that was tried, such as the one that PyTorch
/// writes for a squeeze of a dimension whose size it does not know. Only Ifs behind the average are taken out, which yield vectors
/// and whose work the CAM head does in the prepared model. One in front of it stays, since at a size that was not tried it may
/// choose otherwise.
/// </summary>
internal static class DecidedBranches
{
    /// <returns>The network, with the branches that are taken in place of the Ifs; without any, the network as it was.</returns>
    public static ForeignNetwork Inline(ForeignNetwork network, ImportRequest request)
    {
        // The branches may have Ifs in them, so what is left is looked at again.
        while (Candidates(network.Graph) is { Length: > 0 } candidates)
        {
            var trials = Trials.Run(network, candidates.SelectMany(choice => choice.Outputs.Append(Condition(choice))), request);
            var decided = candidates.Where(choice => IsDecided(choice, trials)).ToArray();
            if (decided.Length == 0)
            {
                break;
            }

            var edit = new GraphEdit(network.Graph);
            foreach (var choice in decided)
            {
                BranchInlining.AddTo(edit, choice, IsTrue(choice, trials.First));
            }

            network = network with { Graph = edit.Apply() };
        }

        return network;
    }

    private static GraphNode[] Candidates(OnnxGraph graph) =>
        [.. graph.Nodes.Where(node => node.Operator == "If" && Condition(node).Dependence != ImageDependence.Pixels)];

    private static bool IsDecided(GraphNode choice, Trials trials) =>
        !Condition(choice).DependsOnImage
        || (choice.Outputs.All(output => trials.First.Of(output)?.Shape.IsVector == true)
            && (trials.Larger is null || IsTrue(choice, trials.First) == IsTrue(choice, trials.Larger)));

    private static bool IsTrue(GraphNode choice, Observation run) => run.Of(Condition(choice))?.Numbers is [not 0];

    private static GraphValue Condition(GraphNode choice) => choice.Input(0)!;
}
