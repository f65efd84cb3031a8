using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CamFunctions.LocalizeImage;

namespace CamFunctions.LocalHost;

/// <summary>Writes an invocation in the Functions host's exact form, oddities included.</summary>
internal static class InvocationPayload
{
    public static string Of(WatchedImage image) => new JsonObject
    {
        // With deferred binding the content stays in storage.
        ["Data"] = new JsonObject { ["image"] = string.Empty },
        ["Metadata"] = new JsonObject
        {
            ["Uri"] = TwiceEncoded(image.Uri.AbsoluteUri),
            ["Properties"] = new JsonObject
            {
                ["LastModified"] = image.LastModified.ToString("O", CultureInfo.InvariantCulture),
                ["ContentLength"] = image.ContentLength,
                ["ContentType"] = image.ContentType,
                // The host serialises the ETag's type, which has no public properties.
                ["ETag"] = new JsonObject(),
            },
            ["Metadata"] = new JsonObject(),
            ["name"] = TwiceEncoded(image.Name),
            ["sys"] = new JsonObject
            {
                ["MethodName"] = LocalizeImageFunction.Name,
                ["UtcNow"] = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture),
                ["RandGuid"] = Guid.NewGuid().ToString(),
            },
        },
    }.ToJsonString();

    private static string TwiceEncoded(string text) => JsonSerializer.Serialize(text, Handler.HandlerJsonContext.Default.String);
}
