namespace CamFunctions.Contract;

/// <summary>Which part of the photograph the network sees, and at which size.</summary>
public enum Geometry
{
    /// <summary>The whole image, keeping the aspect ratio: no border is left out.</summary>
    Whole,

    /// <summary>The centre, as ImageNet networks are usually evaluated.</summary>
    Crop,

    /// <summary>The whole image, stretched to the network's own size regardless of the aspect ratio.</summary>
    Stretch,
}
