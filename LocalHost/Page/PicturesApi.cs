using System.Net.Mime;
using Azure;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Imaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CamFunctions.LocalHost.Page;

/// <summary>Pictures that every browser can show, and the images that they were made from.</summary>
internal sealed class PicturesApi(ImageIndex index, Pictures pictures)
{
    /// <summary>For responses whose address contains a version.</summary>
    private const string Immutable = "private, max-age=31536000, immutable";

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "thumbnails", pictures.ThumbnailAsync)
            .WithName("showThumbnail")
            .WithSummary($"Shows an image upright, with a maximum side of {Pictures.ThumbnailSide} pixels.");
        Map(routes, "photographs", pictures.PhotographAsync)
            .WithName("showPhotograph")
            .WithSummary($"Shows an image upright, with a maximum side of {Pictures.PhotographSide} pixels.");
        Map(routes, "overlays", pictures.OverlayAsync)
            .WithName("showOverlay")
            .WithSummary($"Shows the overlay of an image, with a maximum side of {Pictures.ThumbnailSide} pixels.");
        routes.MapGet(
                "/api/originals/{**name}",
                (ImageName requested, CancellationToken cancellation) => DownloadAsync(requested, cancellation))
            .WithName("downloadImage")
            .WithSummary("Downloads an image as it is stored.")
            .Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Octet)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private RouteHandlerBuilder Map(
        IEndpointRouteBuilder routes, string kind, Func<WatchedImage, CancellationToken, Task<byte[]>> make) => routes
        .MapGet(
            $"/api/{kind}/{{**name}}",
            (ImageName requested, HttpResponse response, CancellationToken cancellation) =>
                ShowAsync(requested, response, make, cancellation))
        .Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Image.Jpeg)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>To be saved, never shown: it may be anything, a web page with a script too.</summary>
    private async Task<Results<FileContentHttpResult, ProblemHttpResult>> DownloadAsync(ImageName name, CancellationToken cancellation)
    {
        try
        {
            return index.Find(name.Value) is { Image: var image }
                ? TypedResults.Bytes(
                    await pictures.OriginalAsync(image, cancellation), MediaTypeNames.Application.Octet, Path.GetFileName(image.Name))
                : PageProblem.NoSuchImage(name);
        }
        catch (RequestFailedException exception) when (IsGone(exception))
        {
            return PageProblem.NoSuchImage(name);
        }
    }

    private async Task<Results<FileContentHttpResult, ProblemHttpResult>> ShowAsync(
        ImageName name,
        HttpResponse response,
        Func<WatchedImage, CancellationToken, Task<byte[]>> make,
        CancellationToken cancellation)
    {
        if (index.Find(name.Value) is not { } image)
        {
            return PageProblem.NoSuchImage(name);
        }

        try
        {
            var picture = await make(image.Image, cancellation);
            response.Headers.CacheControl = Immutable;
            return TypedResults.Bytes(picture, MediaTypeNames.Image.Jpeg);
        }
        catch (RejectedImageException rejection)
        {
            return PageProblem.Response(StatusCodes.Status415UnsupportedMediaType, rejection.Message);
        }
        catch (RequestFailedException exception) when (IsGone(exception))
        {
            return PageProblem.NoSuchImage(name);
        }
    }

    private static bool IsGone(RequestFailedException exception) =>
        exception.Status is StatusCodes.Status404NotFound or StatusCodes.Status412PreconditionFailed;
}
