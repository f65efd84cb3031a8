using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CamFunctions.Functions.Requests;

/// <summary>The name of the image in a request.</summary>
internal static class RequestFileName
{
    private const string DefaultName = "image";

    /// <summary>The file name of the header Content-Disposition (RFC 6266), if there is one that can be read.</summary>
    public static string Of(HttpRequest request)
    {
        var disposition = request.GetTypedHeaders().ContentDisposition;
        var name = Extended(disposition) ?? HeaderUtilities.RemoveQuotes(disposition?.FileName ?? default);
        return string.IsNullOrWhiteSpace(name.Value) ? DefaultName : name.Value;
    }

    /// <summary>The parameter <c>filename*</c>; <see langword="null"/> if it is absent or in a form that can't be read.</summary>
    private static StringSegment? Extended(ContentDispositionHeaderValue? disposition)
    {
        try
        {
            return disposition?.FileNameStar is { HasValue: true } name ? name : null;
        }
        // ASP.NET Core throws them for a parameter without a value, and for an encoding such as UTF-7.
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
