namespace CamFunctions.Shared.Analysis;

/// <summary>
/// Decodes large images one after the other, so that their memory does not add up: decoding a progressive JPEG takes up to 12 bytes
/// per pixel of the file, however small the result is. Thread-safe.
/// </summary>
internal sealed class LargeImageGate
{
    /// <summary>Photographs of most telephones have 12 megapixels, and may be decoded side by side.</summary>
    private const long LargePixels = 16_000_000;

    private readonly Lock gate = new();

    /// <param name="pixels">Width times height as stored.</param>
    /// <param name="decode">Decodes the image.</param>
    public T Run<T>(long pixels, Func<T> decode)
    {
        if (pixels < LargePixels)
        {
            return decode();
        }

        lock (gate)
        {
            return decode();
        }
    }
}
