using Microsoft.OpenApi;

namespace CamFunctions.LocalHost.Page.OpenApi;

/// <summary>The OpenAPI document <c>v1</c> of the page's interface, generated from its code.</summary>
internal static class PageDocument
{
    private const string Name = "v1";
    private const string Interface = "api/";

    /// <summary>The version of the interface, which is not that of the program.</summary>
    private const string InterfaceVersion = "1.0.0";

    public static void Add(IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath!.StartsWith(Interface, StringComparison.Ordinal);
        options.AddOperationTransformer(PageOperations.CompleteAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "CamFunctions",
                Description = "The interface of the page on this machine.",
                Version = InterfaceVersion,
            };
            return Task.CompletedTask;
        });
    });
}
