namespace CamFunctions.Model.Graph;

/// <summary>What of the image a value depends on.</summary>
public enum ImageDependence
{
    /// <summary>Nothing: it is a constant.</summary>
    None,

    /// <summary>The size only: it is computed from shapes.</summary>
    Size,

    /// <summary>The pixels.</summary>
    Pixels,
}
