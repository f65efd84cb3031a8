namespace CamFunctions.Shared.Framing;

/// <summary>Which part of the photograph the network sees, and at which size.</summary>
public enum Geometry
{
    /// <summary>The whole image, aspect ratio kept: no border stays unseen.</summary>
    Whole,

    /// <summary>The centre, as ImageNet networks are usually evaluated.</summary>
    Crop,

    /// <summary>The whole image squeezed into the network's own sides, aspect ratio ignored.</summary>
    Stretch,
}
