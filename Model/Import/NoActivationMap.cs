namespace CamFunctions.Model.Import;

/// <summary>Why a network has no class activation map, in a sentence that names the node.</summary>
internal static class NoActivationMap
{
    public static ModelException Because(string node, string reason) => new(
        $"The network has no class activation map because of its node {node}: {reason}. A class activation map needs the average of the last feature maps " +
        "over all positions, and nothing but linear operations from there to the logits.");
}
