namespace CamFunctions.Shared.Activation;

/// <summary>Which map of a class is drawn.</summary>
public enum MapKind
{
    /// <summary>The class activation map: what speaks for the class.</summary>
    Cam,

    /// <summary>The class activation map less a share of its rivals': what tells the class from them.</summary>
    Contrast,
}
