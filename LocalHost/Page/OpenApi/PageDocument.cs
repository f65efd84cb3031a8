using Microsoft.OpenApi;

namespace CamFunctions.LocalHost.Page.OpenApi;

/// <summary>
/// The OpenAPI documents: <c>v1</c> of the page's interface and the app's functions with an HTTP trigger, as they are on this machine, and
/// <c>localize</c> of the function alone, as it is in Azure (docs/localize.openapi.json).
/// </summary>
internal static class PageDocument
{
    private const string Local = "v1";
    private const string Deployed = "localize";
    private const string Interface = "api/";

    /// <summary>The version of the interfaces, which is not that of the program.</summary>
    private const string InterfaceVersion = "1.0.0";

    /// <param name="services">Of the page's server.</param>
    /// <param name="functions">The addresses of the functions with an HTTP trigger on this machine.</param>
    public static void Add(IServiceCollection services, IReadOnlyList<Uri> functions)
    {
        services.AddOpenApi(Local, options =>
        {
            options.ShouldInclude = endpoint => endpoint.RelativePath!.StartsWith(Interface, StringComparison.Ordinal);
            options.AddOperationTransformer(PageOperations.CompleteAsync);
            options.AddDocumentTransformer((document, _, _) => CompleteAsync(document, functions));
        });
        services.AddOpenApi(Deployed, options =>
        {
            options.ShouldInclude = _ => false;
            options.AddDocumentTransformer((document, _, _) => DescribeFunctionAsync(document));
        });
    }

    private static Task CompleteAsync(OpenApiDocument document, IReadOnlyList<Uri> functions)
    {
        document.Info = Info("The interface of the page and of the function over HTTP on this machine.");
        foreach (var function in functions.Where(function => function.AbsolutePath == LocalizeOperation.Path))
        {
            var path = LocalizeOperation.Describe(document);
            path.Servers = [new OpenApiServer { Url = function.GetLeftPart(UriPartial.Authority) }];
            document.Paths.Add(LocalizeOperation.Path, path);
        }

        return Task.CompletedTask;
    }

    private static Task DescribeFunctionAsync(OpenApiDocument document)
    {
        document.Info = Info("Where a network sees what in an image. Nothing is stored.");
        document.Servers = [AzureApp.Server];
        document.Paths = new OpenApiPaths { [LocalizeOperation.Path] = LocalizeOperation.Describe(document) };
        AzureApp.RequireKey(document);
        return Task.CompletedTask;
    }

    private static OpenApiInfo Info(string description) => new()
    {
        Title = "CamFunctions",
        Description = description,
        Version = InterfaceVersion,
    };
}
