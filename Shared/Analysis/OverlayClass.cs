namespace CamFunctions.Shared.Analysis;

/// <summary>The class whose map an overlay shows.</summary>
public enum OverlayClass
{
    /// <summary>The best class.</summary>
    Best,

    /// <summary>The first class that was asked for, or the best one if none was.</summary>
    Requested,
}
