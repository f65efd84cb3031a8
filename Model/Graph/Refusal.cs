namespace CamFunctions.Model.Graph;

/// <summary>Why a pattern does not match a graph.</summary>
/// <param name="Subject">The node, or value, that is the reason.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record Refusal(string Subject, string Reason)
{
    public static Refusal At(GraphNode node, string reason) => new(node.Title, reason);
}
