namespace CamFunctions.Shared.Imaging;

/// <summary>Why an image was refused. The names, in camel case, are the record's <c>error.code</c>.</summary>
public enum ImageErrorCode
{
    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>The file has more bytes than the limit.</summary>
    TooLarge,

    /// <summary>The header declares more pixels than the limit.</summary>
    TooManyPixels,

    /// <summary>The file is not of a supported format, or of a supported variant of one.</summary>
    UnsupportedFormat,

    /// <summary>The file is of a supported format but damaged or truncated.</summary>
    Corrupt,

    /// <summary>Decoding took longer than the limit.</summary>
    TooSlow,
}
