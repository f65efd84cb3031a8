using System.Globalization;
using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CamFunctions.LocalHost.Page.OpenApi;

/// <summary>
/// What docs/http.md says of the function over HTTP. Its code is in another process, to which requests are forwarded, so that this is
/// written by hand and compared by tests.
/// </summary>
internal static class LocalizeOperation
{
    public const string Path = "/api/localize";

    private const string Problem = "Problem";

    private static readonly (int Status, string Meaning)[] Refusals =
    [
        (StatusCodes.Status400BadRequest, "The body has no bytes (code empty), or a parameter is wrong."),
        (StatusCodes.Status405MethodNotAllowed, "The method is not POST."),
        (StatusCodes.Status406NotAcceptable, "The header Accept allows neither JSON nor JPEG."),
        (StatusCodes.Status408RequestTimeout, "The body arrives too slowly."),
        (StatusCodes.Status413PayloadTooLarge, "The body has more bytes than the setting MaxBytes allows (code tooLarge)."),
        (StatusCodes.Status415UnsupportedMediaType, "The body is not one of the six formats, or a form (code unsupportedFormat)."),
        (StatusCodes.Status422UnprocessableEntity, "The image cannot be processed (code tooManyPixels, tooSlow or corrupt)."),
        (StatusCodes.Status500InternalServerError, "A fault of the app; its log says more."),
        (StatusCodes.Status503ServiceUnavailable, "The instance is stopping. Send the request again after Retry-After seconds."),
    ];

    /// <summary>The path, whose schemas are added to the document.</summary>
    public static OpenApiPathItem Describe(OpenApiDocument document)
    {
        document.AddComponent(Problem, ProblemSchema());
        return new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Post] = Operation(document) },
        };
    }

    private static OpenApiOperation Operation(OpenApiDocument document)
    {
        var responses = new OpenApiResponses { ["200"] = Success() };
        foreach (var (status, meaning) in Refusals)
        {
            responses.Add(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = meaning,
                Content = Content((MediaTypeNames.Application.ProblemJson, new OpenApiSchemaReference(Problem, document))),
            });
        }

        return new OpenApiOperation
        {
            OperationId = "localize",
            Summary = "Answers an image with its record or its overlay. Nothing is stored.",
            Parameters =
            [
                Query("classes", "Further classes to be in the record, comma separated: names, WordNet IDs or indices.", Text()),
                Query("map", "The map that the overlay shows.", Text("cam", "contrast")),
            ],
            RequestBody = PageOperations.AnyBytes("The image: JPEG, PNG, WebP, GIF, TIFF or AVIF. Not a form."),
            Responses = responses,
        };
    }

    private static OpenApiResponse Success() => new()
    {
        Description = "The record, or the overlay if the header Accept prefers it.",
        Content = Content(
            (MediaTypeNames.Application.Json, new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "A prediction record. Its JSON Schema is Shared/Records/prediction-record.schema.json.",
            }),
            (MediaTypeNames.Image.Jpeg, PageOperations.Bytes())),
    };

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457).",
        Required = new HashSet<string>(StringComparer.Ordinal) { "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["title"] = Text(),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text(),
            ["code"] = Text("empty", "tooLarge", "tooManyPixels", "unsupportedFormat", "corrupt", "tooSlow"),
        },
    };

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };

    private static OpenApiSchema Text(params string[] values) => new()
    {
        Type = JsonSchemaType.String,
        Enum = values.Length == 0 ? null : [.. values.Select(value => (JsonNode)JsonValue.Create(value))],
    };

    private static Dictionary<string, OpenApiMediaType> Content(params (string Type, IOpenApiSchema Schema)[] forms) =>
        forms.ToDictionary(form => form.Type, form => new OpenApiMediaType { Schema = form.Schema }, StringComparer.Ordinal);
}
