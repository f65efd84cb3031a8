using System.Text.Json;

namespace CamFunctions.LocalHost.Host;

/// <summary>Finds the functions with a blob trigger among an app's folders.</summary>
internal static class BlobFunctionReader
{
    private const string FunctionFile = "function.json";

    private static readonly JsonSerializerOptions LenientJson = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <exception cref="FunctionAppException">There is none, or a function.json is invalid.</exception>
    public static IReadOnlyList<BlobFunction> ReadAll(string folder, IReadOnlyDictionary<string, string> settings)
    {
        BlobFunction[] functions =
        [
            .. Directory.EnumerateDirectories(folder)
                .Select(function => Path.Combine(function, FunctionFile))
                .Where(File.Exists)
                .Order(StringComparer.Ordinal)
                .SelectMany(file => Read(file, settings)),
        ];
        return functions.Length > 0
            ? functions
            : throw new FunctionAppException(
                $"No {FunctionFile} in the folders of {folder} has a blob trigger: is it the output of the Functions project?");
    }

    private static IEnumerable<BlobFunction> Read(string file, IReadOnlyDictionary<string, string> settings) => Parse(file).Bindings
        .Where(binding => string.Equals(binding.Type, "blobTrigger", StringComparison.OrdinalIgnoreCase))
        .Select(binding => Function(file, binding, settings));

    private static FunctionFileContent Parse(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<FunctionFileContent>(File.ReadAllBytes(file), LenientJson)
                ?? throw new FunctionAppException($"{file} is empty. Describe the function's bindings there.");
        }
        catch (JsonException fault)
        {
            throw new FunctionAppException($"{file} cannot be read: {fault.Message}");
        }
    }

    private static BlobFunction Function(string file, BindingContent binding, IReadOnlyDictionary<string, string> settings)
    {
        // Without deferred binding the host sends the blob's content, which no function of this project reads.
        if (binding.Properties?.SupportsDeferredBinding is not true)
        {
            throw new FunctionAppException($"{file}: the blob trigger needs \"properties\": {{ \"supportsDeferredBinding\": true }}.");
        }

        var path = BlobPathPattern.Parse(file, binding.Path, settings);
        var name = Path.GetFileName(Path.GetDirectoryName(file))!;
        return new BlobFunction(name, binding.Name, path.Container, path.NameParameter, binding.Connection ?? "AzureWebJobsStorage");
    }

    private sealed record FunctionFileContent(IReadOnlyList<BindingContent> Bindings)
    {
        public IReadOnlyList<BindingContent> Bindings { get; } = Bindings ?? [];
    }

    private sealed record BindingContent(string? Type, string Name, string? Path, string? Connection, BindingProperties? Properties);

    private sealed record BindingProperties(bool SupportsDeferredBinding);
}
