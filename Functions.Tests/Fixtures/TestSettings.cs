using CamFunctions.Shared.Configuration;

namespace CamFunctions.Tests.Fixtures;

/// <summary>App settings of one test.</summary>
internal static class TestSettings
{
    public static Settings Of(params (string Name, string Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
}
