using Microsoft.OpenApi;

namespace CamFunctions.LocalHost.Page.OpenApi;

/// <summary>Where the function is in Azure, and what it asks for.</summary>
internal static class AzureApp
{
    private const string Key = "functionKey";

    public static OpenApiServer Server => new()
    {
        Url = "https://{app}.azurewebsites.net",
        Variables = new Dictionary<string, OpenApiServerVariable>(StringComparer.Ordinal)
        {
            ["app"] = new() { Default = "APP", Description = "The name of the function app." },
        },
    };

    /// <summary>Says that all operations need the key of the function.</summary>
    public static void RequireKey(OpenApiDocument document)
    {
        document.AddComponent(Key, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "x-functions-key",
            Description = "The function's key.",
        });
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            operation.Responses!["401"] = new OpenApiResponse
            {
                Description = "The key is missing or wrong. The Functions host sends this, without problem details.",
            };
        }
    }
}
