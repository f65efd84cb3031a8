namespace CamFunctions.Shared.Imaging;

/// <summary>Why an image was refused. The names, in camel case, are the record's <c>error.code</c>.</summary>
public enum ImageErrorCode
{
    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>The file has more bytes than the limit.</summary>
    TooLarge,

    /// <summary>The header announces more pixels than the limit.</summary>
    TooManyPixels,

    /// <summary>The bytes are not of a format, or of a variant of one, that is decoded here.</summary>
    UnsupportedFormat,

    /// <summary>The file is of a known format but damaged or cut short.</summary>
    Corrupt,
}
