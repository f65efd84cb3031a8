using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamFunctions.LocalHost.Page;

/// <summary>Writes the names of an enumeration in camel case.</summary>
internal sealed class LowerCaseEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
