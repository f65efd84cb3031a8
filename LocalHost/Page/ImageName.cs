using CamFunctions.Storage.Blobs;
using Microsoft.AspNetCore.Http.Features;

namespace CamFunctions.LocalHost.Page;

/// <summary>An image's name in an address: one path segment, percent-encoded as a whole.</summary>
internal sealed record ImageName(string Value)
{
    private const int MaximumLength = 1024;

    /// <summary>What is wrong with it as the name of a new blob, in one sentence; <see langword="null"/> if nothing.</summary>
    public string? Problem => Value.Length is 0 or > MaximumLength || Value.Any(char.IsControl)
        ? $"An image's name must have 1 to {MaximumLength} characters and no control characters."
        : null;

    /// <summary>Decodes the name from the raw path: the server's own decoding keeps encoded slashes and resolves dot segments.</summary>
    public static ValueTask<ImageName> BindAsync(HttpContext context)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0];
        var name = Uri.UnescapeDataString(path[(path.IndexOf('/', "/api/".Length) + 1)..]);
        return BlobNames.CanBeAddressed(name)
            ? new(new ImageName(name))
            : throw new BadHttpRequestException($"{name} {BlobNames.Problem}.");
    }
}
