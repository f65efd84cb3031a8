using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Records;
using CamFunctions.Shared.Rendering;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CamFunctions.LocalHost.Page;

/// <summary>The HTTP interface for the page and for scripts. An image's name is one path segment, percent-encoded as a whole.</summary>
internal sealed class ImagesApi(ImageStore store, ImageIndex index, RecordReader records, Pictures pictures, ImageLimits limits)
{
    private const int DefaultCount = 60;
    private const int MaximumCount = 500;
    private const int MaximumNameLength = 1024;
    private const string Jpeg = "image/jpeg";

    /// <summary>For responses whose address contains the image's version.</summary>
    private const string Immutable = "private, max-age=31536000, immutable";

    public void Map(WebApplication application)
    {
        application.MapGet(
            "/api/images",
            (HttpContext context, CancellationToken cancellation) => ListAsync(context, cancellation));
        application.MapGet(
            "/api/images/{**name}",
            (HttpContext context, CancellationToken cancellation) => ShowAsync(context, cancellation));
        application.MapPut(
            "/api/images/{**name}",
            (HttpContext context, CancellationToken cancellation) => UploadAsync(context, cancellation));
        application.MapGet(
            "/api/thumbnails/{**name}",
            (HttpContext context, CancellationToken cancellation) => PictureAsync(context, pictures.ThumbnailAsync, cancellation));
        application.MapGet(
            "/api/photographs/{**name}",
            (HttpContext context, CancellationToken cancellation) => PictureAsync(context, pictures.PhotographAsync, cancellation));
        application.MapGet("/api/color-maps", () => TypedResults.Json(ColorTables(), PageJsonContext.Default.DictionaryStringString));
        application.Map("{**path}", (HttpRequest request) => Fault(StatusCodes.Status404NotFound, $"There is nothing at {request.Path}."));
    }

    private async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellation)
    {
        var query = context.Request.Query;
        var text = query["count"].ToString();
        var count = DefaultCount;
        var isValid = text.Length == 0
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MaximumCount);
        if (!isValid)
        {
            return Fault(StatusCodes.Status400BadRequest, $"count is \"{text}\"; it must be a whole number from 1 to {MaximumCount}.");
        }

        var after = query["after"].ToString();
        var images = index.Newest(after.Length == 0 ? null : after, count);
        var items = await Task.WhenAll(images.Select(image => records.DescribeAsync(image, cancellation)));
        return TypedResults.Json(
            new ImagePage(items, index.Count, items.Length == count ? items[^1].Name : null),
            PageJsonContext.Default.ImagePage);
    }

    private async Task<IResult> ShowAsync(HttpContext context, CancellationToken cancellation)
    {
        var name = Name(context);
        if (index.Find(name) is not { } image)
        {
            return NoSuchImage(name);
        }

        var item = await records.DescribeAsync(image, cancellation);
        var content = image.State == ImageState.Done ? await records.ReadAsync(name, cancellation) : null;
        var record = content is null ? null : RecordReader.Parse(content);
        var links = new ImageDetail.BlobLinks(
            image.Image.Uri.AbsoluteUri,
            record?.Overlay?.Uri,
            record is null ? null : store.Predictions.GetBlobClient(ResultNames.Record(name)).Uri.AbsoluteUri);
        using var document = record is null ? null : JsonDocument.Parse(content!);
        var window = record is { Image: { } size, Model: { } model } ? Window(size, model) : null;
        return TypedResults.Json(
            new ImageDetail(item, links, window, document?.RootElement.Clone()),
            PageJsonContext.Default.ImageDetail);
    }

    /// <summary>Stores the body as an image. With <c>If-None-Match: *</c> an existing image is not replaced.</summary>
    private async Task<IResult> UploadAsync(HttpContext context, CancellationToken cancellation)
    {
        var name = Name(context);
        if (name.Length is 0 or > MaximumNameLength || name.Any(char.IsControl))
        {
            return Fault(
                StatusCodes.Status400BadRequest,
                $"An image's name must have 1 to {MaximumNameLength} characters and no control characters.");
        }

        if (context.Request.ContentLength > limits.MaxBytes)
        {
            return TooLarge();
        }

        try
        {
            var options = new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = context.Request.ContentType ?? "application/octet-stream" },
                Conditions = context.Request.Headers.IfNoneMatch == "*" ? new BlobRequestConditions { IfNoneMatch = ETag.All } : null,
            };
            await store.Images.GetBlobClient(name).UploadAsync(context.Request.Body, options, cancellation);
            return TypedResults.StatusCode(StatusCodes.Status201Created);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
        catch (RequestFailedException fault) when (fault.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed)
        {
            return Fault(StatusCodes.Status409Conflict, $"There already is an image named {name}.");
        }
        catch (RequestFailedException fault)
        {
            return Fault(
                fault.Status == 0 ? StatusCodes.Status502BadGateway : fault.Status,
                $"Storage refused {name}: {StorageFault.Summary(fault)}");
        }
    }

    private async Task<IResult> PictureAsync(
        HttpContext context,
        Func<WatchedImage, CancellationToken, Task<byte[]>> make,
        CancellationToken cancellation)
    {
        var name = Name(context);
        if (index.Find(name) is not { } image)
        {
            return NoSuchImage(name);
        }

        try
        {
            var picture = await make(image.Image, cancellation);
            context.Response.Headers.CacheControl = Immutable;
            return TypedResults.Bytes(picture, Jpeg);
        }
        catch (RejectedImageException rejection)
        {
            return Fault(StatusCodes.Status415UnsupportedMediaType, rejection.Message);
        }
        catch (RequestFailedException fault) when (fault.Status is StatusCodes.Status404NotFound or StatusCodes.Status412PreconditionFailed)
        {
            return NoSuchImage(name);
        }
    }

    /// <summary>Decodes the name from the raw path: the server's own decoding keeps encoded slashes and resolves dot segments.</summary>
    private static string Name(HttpContext context)
    {
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var path = target.Split('?', 2)[0];
        return Uri.UnescapeDataString(path[(path.IndexOf('/', "/api/".Length) + 1)..]);
    }

    /// <summary>The part of the image that the network saw, in image pixels.</summary>
    internal static ImageDetail.SeenWindow Window(ImageRecord image, ModelRecord model)
    {
        var frame = model.FrameOf(image);
        var (left, top) = (frame.ToImageX(0), frame.ToImageY(0));
        return new(left, top, frame.ToImageX(frame.Width) - left, frame.ToImageY(frame.Height) - top);
    }

    /// <summary>The 256 colours of each colour map, as 1,536 hexadecimal digits.</summary>
    private static Dictionary<string, string> ColorTables() => Enum.GetValues<ColorMap>().ToDictionary(
        map => map.ToString().ToLowerInvariant(),
        map => Convert.ToHexStringLower(ColorMaps.Table(map)),
        StringComparer.Ordinal);

    private JsonHttpResult<FaultResponse> TooLarge() => Fault(
        StatusCodes.Status413PayloadTooLarge,
        $"The file has more than the {limits.MaxBytes:N0} bytes that are allowed (setting MaxBytes).");

    private static JsonHttpResult<FaultResponse> NoSuchImage(string name) =>
        Fault(StatusCodes.Status404NotFound, $"There is no image named {name}.");

    private static JsonHttpResult<FaultResponse> Fault(int status, string sentence) =>
        TypedResults.Json(new FaultResponse(sentence), PageJsonContext.Default.FaultResponse, statusCode: status);
}
