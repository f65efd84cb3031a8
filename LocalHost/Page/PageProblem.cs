using Microsoft.AspNetCore.Http.HttpResults;

namespace CamFunctions.LocalHost.Page;

/// <summary>The body of every error response: problem details (RFC 9457).</summary>
internal static class PageProblem
{
    /// <param name="status">The status of the response.</param>
    /// <param name="sentence">What is wrong.</param>
    public static ProblemHttpResult Response(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);

    public static ProblemHttpResult NoSuchImage(ImageName name) =>
        Response(StatusCodes.Status404NotFound, $"There is no image named {name.Value}.");
}
