using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Records;
using CamFunctions.Shared.Rendering;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CamFunctions.LocalHost.Page;

/// <summary>What the page and scripts ask about images and their records.</summary>
internal sealed class ImagesApi(ImageStore store, ImageIndex index, RecordReader records, ImageSearch search)
{
    private const int DefaultCount = 60;
    private const int MaximumCount = 500;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/images", ListAsync)
            .WithName("listImages")
            .WithSummary("Lists images, newest first.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        routes.MapGet("/api/images/{**name}", ShowAsync)
            .WithName("showImage")
            .WithSummary("Shows one image with its record.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/records/{**name}", RecordAsync)
            .WithName("readRecord")
            .WithSummary("Reads the record of an image as it is stored.")
            .Produces<JsonElement>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/color-maps", () => TypedResults.Ok(ColorTables))
            .WithName("listColorMaps")
            .WithSummary("Lists the 256 colours of each colour map, as 1,536 hexadecimal digits.");
    }

    private async Task<Results<Ok<ImagePage>, ProblemHttpResult>> ListAsync(
        [AsParameters] ImageFilter filter,
        [Description("The value of next in the previous page.")] string? after,
        [Description("Maximum number of images."), Range(1, MaximumCount)] int count = DefaultCount,
        CancellationToken cancellation = default)
    {
        var exception = count is < 1 or > MaximumCount
            ? $"count is \"{count}\"; it must be a whole number from 1 to {MaximumCount}."
            : filter.Problem;
        return exception is null
            ? TypedResults.Ok(await search.FindAsync(filter, string.IsNullOrEmpty(after) ? null : after, count, cancellation))
            : PageProblem.Response(StatusCodes.Status400BadRequest, exception);
    }

    private async Task<Results<Ok<ImageDetail>, ProblemHttpResult>> ShowAsync(ImageName requested, CancellationToken cancellation)
    {
        if (index.Find(requested.Value) is not { } image)
        {
            return PageProblem.NoSuchImage(requested);
        }

        var item = await records.DescribeAsync(image, cancellation);
        var content = image.State == ImageState.Done ? (await records.ReadAsync(requested.Value, cancellation))?.Content : null;
        var record = content is null ? null : RecordReader.Parse(content);
        var links = new ImageDetail.BlobLinks(
            image.Image.Uri.AbsoluteUri,
            record?.Overlay?.Uri,
            record is null ? null : store.Predictions.GetBlobClient(ResultNames.Record(requested.Value)).Uri.AbsoluteUri);
        using var document = record is null ? null : JsonDocument.Parse(content!);
        var window = record is { Image: { } size, Model: { } model } ? Window(size, model) : null;
        return TypedResults.Ok(new ImageDetail(item, links, window, document?.RootElement.Clone()));
    }

    private async Task<Results<FileContentHttpResult, ProblemHttpResult>> RecordAsync(
        ImageName requested, CancellationToken cancellation) =>
        await records.ReadAsync(requested.Value, cancellation) is { } record
            ? TypedResults.Bytes(record.Content, "application/json")
            : PageProblem.Response(StatusCodes.Status404NotFound, $"There is no record of an image named {requested.Value}.");

    /// <summary>The part of the image that the network saw, in image pixels.</summary>
    internal static ImageDetail.SeenWindow Window(ImageRecord image, ModelRecord model)
    {
        var frame = model.FrameOf(image);
        var (left, top) = (frame.ToImageX(0), frame.ToImageY(0));
        return new(left, top, frame.ToImageX(frame.Width) - left, frame.ToImageY(frame.Height) - top);
    }

    private static Dictionary<string, string> ColorTables { get; } = Enum.GetValues<ColorMap>().ToDictionary(
        map => map.ToString().ToLowerInvariant(),
        map => Convert.ToHexStringLower(ColorMaps.Table(map)),
        StringComparer.Ordinal);
}
