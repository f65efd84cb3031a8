using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CamFunctions.LocalHost.Page.OpenApi;

/// <summary>Adds what the types of the handlers do not say.</summary>
internal static class PageOperations
{
    private const string NameInPath = "name}";

    public static Task CompleteAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.RelativePath!.Contains(NameInPath, StringComparison.Ordinal))
        {
            AddName(operation);
        }

        if (context.Description.HttpMethod == HttpMethods.Put)
        {
            operation.RequestBody = Image();
        }

        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(IsState))
        {
            parameter.Schema = new OpenApiSchemaReference(nameof(ListedState), context.Document);
        }

        return Task.CompletedTask;
    }

    /// <summary>A body of any type.</summary>
    private static OpenApiRequestBody Image() => new()
    {
        Description = "The image: JPEG, PNG, WebP, GIF, TIFF or AVIF.",
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["*/*"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
        },
    };

    private static void AddName(OpenApiOperation operation) => (operation.Parameters ??= []).Insert(0, new OpenApiParameter
    {
        Name = "name",
        In = ParameterLocation.Path,
        Required = true,
        Description = "The image's name, percent-encoded as a whole: a/b.png becomes a%2Fb.png.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = JsonValue.Create("photo.jpg"),
    });

    private static bool IsState(OpenApiParameter parameter) => parameter.Name == ImageFilter.StateParameter;
}
