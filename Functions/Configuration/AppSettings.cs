using CamFunctions.Shared.Configuration;
using Microsoft.Extensions.Configuration;

namespace CamFunctions.Functions.Configuration;

internal static class AppSettings
{
    /// <summary>The app settings from every source that the worker's configuration has, such as environment variables.</summary>
    public static Settings ReadSettings(this IConfiguration configuration) => new(configuration.AsEnumerable()
        .Where(value => value.Value is not null)
        .Select(value => KeyValuePair.Create(value.Key, value.Value!)));
}
