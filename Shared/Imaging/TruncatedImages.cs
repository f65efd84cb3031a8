namespace CamFunctions.Shared.Imaging;

/// <summary>What becomes of an image whose file is cut short or damaged.</summary>
public enum TruncatedImages
{
    /// <summary>It is refused as <c>corrupt</c>.</summary>
    Refuse,

    /// <summary>What can be read of it is used, with a warning. A file of which nothing can be read is refused nevertheless.</summary>
    Accept,
}
