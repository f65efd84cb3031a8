using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace CamFunctions.LocalHost.Page;

/// <summary>Serves the page's files, which are embedded in the assembly.</summary>
internal static class PageAssets
{
    private const string Prefix = "page/";
    private const string Start = "index.html";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    public static void Map(WebApplication application)
    {
        var assembly = typeof(PageAssets).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var name = resource[Prefix.Length..];
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
            application.MapGet(name == Start ? "/" : $"/{name}", (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "no-cache";
                return TypedResults.Bytes(content, Types[Path.GetExtension(name)], entityTag: tag);
            });
        }
    }
}
