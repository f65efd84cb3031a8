using System.Net.Mime;
using Azure;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Imaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CamFunctions.LocalHost.Page;

/// <summary>Pictures that every browser can show.</summary>
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
        catch (RequestFailedException fault) when (fault.Status is StatusCodes.Status404NotFound or StatusCodes.Status412PreconditionFailed)
        {
            return PageProblem.NoSuchImage(name);
        }
    }
}
