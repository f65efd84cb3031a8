using System.Reflection;

namespace CamFunctions.Model;

/// <summary>Facts of PreparedModel.props, which the build reads too.</summary>
public static class BuildFact
{
    public static string Of(string key) =>
        typeof(BuildFact).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value!;
}
