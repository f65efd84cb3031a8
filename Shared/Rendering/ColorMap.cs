namespace CamFunctions.Shared.Rendering;

/// <summary>How values become colours.</summary>
public enum ColorMap
{
    /// <summary>Blue, cyan, yellow, red: what activation maps are usually shown in.</summary>
    Jet,

    /// <summary>Jet's colours in an even order of lightness.</summary>
    Turbo,

    /// <summary>Dark violet to yellow; even in lightness, and safe for colour-blind readers and for print in grey.</summary>
    Viridis,
}
