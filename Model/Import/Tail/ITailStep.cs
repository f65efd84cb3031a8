using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>Recognises one kind of node that may stand between the average over positions and the logits.</summary>
internal interface ITailStep
{
    /// <summary>Whether a node is of this kind, by its operator.</summary>
    bool Recognizes(NodeProto node);

    /// <summary>What the values are after the node.</summary>
    /// <param name="node">A node that is recognised.</param>
    /// <param name="map">What the values are before it.</param>
    /// <exception cref="ModelException">The way it is used, it is not linear in them.</exception>
    AffineMap Follow(TailNode node, AffineMap map);
}
