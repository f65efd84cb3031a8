using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace CamFunctions.Functions.Requests;

/// <summary>The body of every error response: problem details (RFC 9457) of the type about:blank, the default.</summary>
/// <param name="Title">The meaning of the status.</param>
/// <param name="Status">The status of the response.</param>
/// <param name="Detail">What is wrong and what to do, in one sentence or two.</param>
/// <param name="Code">Why the image was refused, as in the <c>error.code</c> of a record; absent if that is not the reason.</param>
internal sealed record Problem(string Title, int Status, string Detail, string? Code)
{
    private const string MediaType = "application/problem+json";

    public static IResult Response(int status, string detail) => Json(status, detail, code: null);

    /// <summary>For an image that was refused.</summary>
    public static IResult Response(ImageErrorCode code, string detail) => Json(StatusOf(code), detail, RecordJson.NameOf(code));

    /// <summary>RFC 9110, section 15.5. Too many pixels may be in a small file, so that its content is not too large.</summary>
    private static int StatusOf(ImageErrorCode code) => code switch
    {
        ImageErrorCode.Empty => StatusCodes.Status400BadRequest,
        ImageErrorCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ImageErrorCode.UnsupportedFormat => StatusCodes.Status415UnsupportedMediaType,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static JsonHttpResult<Problem> Json(int status, string detail, string? code) => TypedResults.Json(
        new Problem(ReasonPhrases.GetReasonPhrase(status), status, detail, code),
        ProblemJsonContext.Default.Problem,
        MediaType,
        status);
}
