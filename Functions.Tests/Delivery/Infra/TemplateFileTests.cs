using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CamFunctions.Tests.Infra;

/// <summary>The Bicep files themselves: they compile without a warning, and every part is described.</summary>
public sealed class TemplateFileTests
{
    private const RegexOptions Line = RegexOptions.Multiline;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public TemplateFileTests() => Bicep.SkipUnlessThere();

    /// <summary>What is deployed; the modules are compiled and linted with it.</summary>
    public static TheoryData<string> Templates => ["main.bicep", "subscription.bicep"];

    [Fact]
    public async Task Every_module_is_part_of_the_main_template()
    {
        var main = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "main.bicep"));
        var modules = Directory.GetFiles(Path.Combine(Bicep.Folder, "modules"));
        Assert.NotEmpty(modules);
        Assert.All(modules, path => Assert.Contains($"'modules/{Path.GetFileName(path)}'", main, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_module_begins_with_what_it_is_for() => Assert.All(
        await Task.WhenAll(Directory.GetFiles(Path.Combine(Bicep.Folder, "modules")).Select(path => File.ReadAllTextAsync(path))),
        text => Assert.StartsWith("// ", text, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_template_has_neither_errors_nor_warnings(string file) =>
        Assert.Equal(string.Empty, await Bicep.LintAsync(file));

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Every_parameter_and_output_is_described(string file)
    {
        var template = await Bicep.BuildAsync(file);
        var resources = template["resources"] is JsonObject named
            ? named.Select(resource => resource.Value)
            : template["resources"]!.AsArray();
        var modules = resources.Select(resource => resource!["properties"]?["template"]).OfType<JsonNode>().ToArray();
        Assert.Equal(file == "main.bicep", modules.Length > 0);
        foreach (var described in modules.Append(template).SelectMany(part => new[] { part["parameters"], part["outputs"] }))
        {
            Assert.All(
                described?.AsObject() ?? [],
                entry => Assert.NotEmpty(entry.Value!["metadata"]!["description"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task Every_parameter_is_an_environment_variable_that_the_readme_explains()
    {
        var template = await Bicep.BuildAsync("main.bicep");
        var file = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "main.bicepparam"));
        var readme = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "README.md"));
        Assert.All(template["parameters"]!.AsObject(), parameter =>
        {
            var line = Assert.Single(file.Split('\n'), text => text.StartsWith($"param {parameter.Key} =", StringComparison.Ordinal));
            Assert.Contains($"`{line.Split("readEnvironmentVariable('")[1].Split('\'')[0]}`", readme, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_variable_that_is_not_set_means_the_templates_own_default()
    {
        var file = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "main.bicepparam"));
        var defaults = (await Bicep.BuildAsync("main.bicep"))["parameters"]!.AsObject()
            .Where(parameter => parameter.Value!["defaultValue"] is not null)
            .Select(parameter => (parameter.Key, Default: $"{parameter.Value!["defaultValue"]}"))
            .ToArray();
        Assert.NotEmpty(defaults);
        Assert.All(defaults, parameter => Assert.Matches(
            new Regex($@"^param {parameter.Key} = .*readEnvironmentVariable\('\w+', '{Regex.Escape(parameter.Default)}'\)", Line, Second),
            file));
    }

    [Fact]
    public async Task No_template_reads_a_key()
    {
        foreach (var file in Templates.Select(template => template.Data))
        {
            var template = (await Bicep.BuildAsync(file)).ToJsonString();
            Assert.DoesNotContain("listKeys", template, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("AccountKey", template, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Only_regions_are_offered_where_Flex_Consumption_is_and_azd_asks_for_one_of_them()
    {
        var location = (await Bicep.BuildAsync("main.bicep"))["parameters"]!["location"]!;
        Assert.Equal("location", location["metadata"]!["azd"]!["type"]!.GetValue<string>());
        var offered = Prediction.Texts(location["allowedValues"]!).ToArray();
        Assert.Contains("westeurope", offered, StringComparer.Ordinal);
        // Regions of Azure where Microsoft offers other plans of Functions, but not this one.
        Assert.DoesNotContain("westindia", offered, StringComparer.Ordinal);
    }
}
