using System.ComponentModel;
using Azure;
using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Imaging;
using CamFunctions.Storage.Blobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CamFunctions.LocalHost.Page;

/// <summary>Stores images, which are then processed like any other in the container.</summary>
internal sealed class UploadApi(ImageStore store, ImageLimits limits)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPut("/api/images/{**name}", UploadAsync)
        .WithName("uploadImage")
        .WithSummary("Stores the body as an image.")
        .Produces(StatusCodes.Status201Created)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private async Task<Results<StatusCodeHttpResult, ProblemHttpResult>> UploadAsync(
        ImageName requested,
        [FromHeader(Name = "If-None-Match"), Description("* if an existing image must not be replaced.")] string? ifNoneMatch,
        HttpRequest request,
        CancellationToken cancellation)
    {
        if (requested.Problem is { } problem)
        {
            return PageProblem.Response(StatusCodes.Status400BadRequest, problem);
        }

        if (request.ContentLength > limits.MaxBytes)
        {
            return TooLarge();
        }

        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = UploadedType.Of(request.ContentType) },
            Conditions = ifNoneMatch == "*" ? new BlobRequestConditions { IfNoneMatch = ETag.All } : null,
        };
        return await StoreAsync(requested, request.Body, options, cancellation);
    }

    private async Task<Results<StatusCodeHttpResult, ProblemHttpResult>> StoreAsync(
        ImageName name, Stream body, BlobUploadOptions options, CancellationToken cancellation)
    {
        try
        {
            await store.Images.GetBlobClient(name.Value).UploadAsync(body, options, cancellation);
            return TypedResults.StatusCode(StatusCodes.Status201Created);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
        catch (RequestFailedException exception)
            when (exception.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed)
        {
            return PageProblem.Response(StatusCodes.Status409Conflict, $"There already is an image named {name.Value}.");
        }
        catch (RequestFailedException exception)
        {
            return PageProblem.Response(
                exception.Status == 0 ? StatusCodes.Status502BadGateway : exception.Status,
                $"Storage refused {name.Value}: {StorageError.Summary(exception)}");
        }
    }

    private ProblemHttpResult TooLarge() => PageProblem.Response(
        StatusCodes.Status413PayloadTooLarge,
        $"The file has more than the {limits.MaxBytes:N0} bytes that are allowed (setting MaxBytes).");
}
