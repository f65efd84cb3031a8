using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Tail;

/// <summary>Recognises one kind of node that may stand between the average over positions and the logits.</summary>
internal interface ITailStep
{
    /// <summary>Whether a node is of this kind, by its operator.</summary>
    bool Recognizes(GraphNode node);

    /// <summary>What the values are after the node.</summary>
    /// <param name="node">A node that is recognised, with its constants computed.</param>
    /// <param name="map">What the values are before it.</param>
    /// <returns>A refusal if the node, as it is used, is not linear in them.</returns>
    Match<AffineMap> Follow(TailNode node, AffineMap map);
}
