using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace CamFunctions.Tests.Layers;

/// <summary>Assemblies and folders depend on each other in one direction only.</summary>
public sealed class LayerTests
{
    /// <summary>Each assembly of the product, and those of the product that it may refer to.</summary>
    private static readonly Dictionary<string, string[]> Layers = new(StringComparer.Ordinal)
    {
        ["CamFunctions.Contract"] = [],
        ["CamFunctions.Shared"] = ["CamFunctions.Contract"],
        ["CamFunctions.Model"] = ["CamFunctions.Contract"],
        ["CamFunctions.Storage"] = ["CamFunctions.Contract", "CamFunctions.Shared"],
        ["CamFunctions"] = ["CamFunctions.Contract", "CamFunctions.Shared", "CamFunctions.Storage"],
        ["CamFunctions.Workstation"] = ["CamFunctions.Contract", "CamFunctions.Shared", "CamFunctions.Storage"],
        ["CamFunctions.LocalHost"] =
            ["CamFunctions.Contract", "CamFunctions.Shared", "CamFunctions.Storage", "CamFunctions.Workstation"],
        ["cam"] =
        [
            "CamFunctions.Contract", "CamFunctions.LocalHost", "CamFunctions.Model", "CamFunctions.Shared", "CamFunctions.Storage",
            "CamFunctions.Workstation",
        ],
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_assembly_refers_only_to_those_below_it(string name)
    {
        var references = Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);
        Assert.Empty(references.Where(Layers.ContainsKey).Except(Layers[name], StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_type_is_in_the_namespace_of_its_assembly(string name)
    {
        var root = name switch { "CamFunctions" => "CamFunctions.Functions", "cam" => "CamFunctions.Cli", _ => name };
        var foreign = Assembly.Load(name).GetTypes()
            .Where(type => type.Namespace?.StartsWith("CamFunctions", StringComparison.Ordinal) == true)
            .Where(type => type.Namespace != root && !type.Namespace!.StartsWith($"{root}.", StringComparison.Ordinal));
        Assert.Empty(foreign);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Folders_of_an_assembly_form_no_circle(string name)
    {
        var architecture = new ArchLoader().LoadAssemblies(Assembly.Load(name)).Build();
        var rule = SliceRuleDefinition.Slices().MatchingWithPackages("CamFunctions.(**)").Should().BeFreeOfCycles();
        var results = rule.Evaluate(architecture).Select(result => result.Description);
        Assert.True(rule.HasNoViolations(architecture), string.Join('\n', results));
    }

    [Theory]
    [InlineData("CamFunctions.Contract", "Azure.", "System.Console", "Microsoft.ML", "Google.Protobuf", "NetVips")]
    [InlineData("CamFunctions.Shared", "Azure.", "System.Console")]
    [InlineData("CamFunctions.Workstation", "Microsoft.AspNetCore.", "Microsoft.Azure.WebJobs.")]
    [InlineData("CamFunctions", "Spectre.", "System.CommandLine", "Azure.Storage.Queues", "Microsoft.Playwright", "Google.Protobuf")]
    public void An_assembly_needs_nothing_that_is_not_its_business(string name, params string[] foreign)
    {
        var references = Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);
        Assert.DoesNotContain(references, reference => foreign.Any(prefix => reference.StartsWith(prefix, StringComparison.Ordinal)));
    }
}
