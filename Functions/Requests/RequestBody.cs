using CamFunctions.Shared.Imaging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CamFunctions.Functions.Requests;

/// <summary>The image in a request.</summary>
internal static class RequestBody
{
    private const int PieceLength = 64 * 1024;

    /// <summary>Reads the body, but never more than the limit.</summary>
    /// <exception cref="RejectedImageException">It is too large, says that it is empty, or is a form.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context, ImageLimits limits, CancellationToken cancellation)
    {
        // The limit is watched here. The server discards what is not read, so that the sender gets to read the response.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        var request = context.Request;
        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is true)
        {
            throw new RejectedImageException(
                ImageErrorCode.UnsupportedFormat,
                "The body is a form with several parts. Send the bytes of the image as the body.");
        }

        return request.ContentLength is { } length
            ? await ReadAsync(request.Body, length, limits, cancellation)
            : await ReadToEndAsync(request.Body, limits, cancellation);
    }

    private static async Task<byte[]> ReadAsync(Stream body, long length, ImageLimits limits, CancellationToken cancellation)
    {
        limits.CheckSize(length);
        var file = new byte[length];
        await body.ReadExactlyAsync(file, cancellation);
        return file;
    }

    private static async Task<byte[]> ReadToEndAsync(Stream body, ImageLimits limits, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        var piece = new byte[PieceLength];
        while (await body.ReadAsync(piece, cancellation) is > 0 and var length)
        {
            file.Write(piece, 0, length);
            if (file.Length > limits.MaxBytes)
            {
                throw new RejectedImageException(
                    ImageErrorCode.TooLarge,
                    $"The body has more bytes than the limit of {limits.MaxBytes:N0}. Send a smaller file or raise the setting MaxBytes.");
            }
        }

        return file.ToArray();
    }
}
