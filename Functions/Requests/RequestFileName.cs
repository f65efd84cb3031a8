using Microsoft.Net.Http.Headers;

namespace CamFunctions.Functions.Requests;

/// <summary>The name of the image in a request.</summary>
internal static class RequestFileName
{
    private const string DefaultName = "image";

    /// <summary>The file name of the header Content-Disposition (RFC 6266), if there is one.</summary>
    public static string Of(HttpRequest request)
    {
        var disposition = request.GetTypedHeaders().ContentDisposition;
        var name = disposition?.FileNameStar.HasValue is true
            ? disposition.FileNameStar
            : HeaderUtilities.RemoveQuotes(disposition?.FileName ?? default);
        return string.IsNullOrWhiteSpace(name.Value) ? DefaultName : name.Value;
    }
}
