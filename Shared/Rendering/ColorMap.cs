namespace CamFunctions.Shared.Rendering;

/// <summary>The colour map of an overlay.</summary>
public enum ColorMap
{
    /// <summary>Blue, cyan, yellow, red: the usual choice for activation maps.</summary>
    Jet,

    /// <summary>Similar to jet, but perceptually smoother.</summary>
    Turbo,

    /// <summary>Dark violet to yellow; perceptually uniform, and readable for colour-blind people and in greyscale.</summary>
    Viridis,
}
