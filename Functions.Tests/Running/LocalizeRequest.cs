using System.Net.Http.Headers;

namespace CamFunctions.Tests.Fixtures;

/// <summary>Requests that have an image as their body.</summary>
internal static class LocalizeRequest
{
    public const string Path = "/api/localize";

    public static Task<HttpResponseMessage> PostAsync(HttpClient http, byte[] file, string query = "", string? accept = null) =>
        PostAsync(http, new ByteArrayContent(file), query, accept);

    public static async Task<HttpResponseMessage> PostAsync(HttpClient http, HttpContent content, string query = "", string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}{query}") { Content = content };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await http.SendAsync(request);
    }

    /// <summary>A body whose length is not announced.</summary>
    public static HttpContent OfUnknownLength(byte[] file) => new StreamContent(new UnseekableStream(file));

    public static HttpContent Named(byte[] file, string name) => new ByteArrayContent(file)
    {
        Headers = { ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = name } },
    };

    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    public static string? TypeOf(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType;
}
