using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Configuration;
using Microsoft.AspNetCore.Http;

namespace CamFunctions.Functions.Requests;

/// <summary>The options of one request: those of the app, where its query does not ask for others.</summary>
internal static class QueryOptions
{
    /// <exception cref="RefusedRequestException">The query asks for what does not exist.</exception>
    public static AnalysisOptions Read(IQueryCollection query, AnalysisOptions defaults)
    {
        var classes = query["classes"].ToString();
        var asked = defaults with { Map = Map(query["map"].ToString()) ?? defaults.Map };
        return Checked(string.IsNullOrWhiteSpace(classes)
            ? asked
            // A request that names a class gets that class's overlay.
            : asked with { Classes = classes, OverlayClass = OverlayClass.Requested });
    }

    private static MapKind? Map(string name) => name switch
    {
        "" => null,
        "cam" => MapKind.Cam,
        "contrast" => MapKind.Contrast,
        _ => throw Refusal($"There is no map \"{name}\": the parameter map is cam or contrast."),
    };

    private static AnalysisOptions Checked(AnalysisOptions options)
    {
        try
        {
            return ProcessorSettings.Checked(options);
        }
        catch (InvalidSettingException exception)
        {
            throw Refusal(exception.Message);
        }
    }

    private static RefusedRequestException Refusal(string sentence) => new(StatusCodes.Status400BadRequest, sentence);
}
