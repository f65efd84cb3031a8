using System.Text.Json;

namespace CamFunctions.LocalHost.Host;

/// <summary>A function.json.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bindings">The function's trigger and other bindings.</param>
internal sealed record FunctionFile(string Path, IReadOnlyList<FunctionBinding> Bindings)
{
    public const string FileName = "function.json";

    private static readonly JsonSerializerOptions LenientJson = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The function's name, which is that of the file's folder.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path))!;

    /// <param name="folder">The app's root.</param>
    /// <returns>The functions in the folders of the app, by name.</returns>
    /// <exception cref="FunctionAppException">A file is invalid.</exception>
    public static IReadOnlyList<FunctionFile> ReadAll(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder)
            .Select(function => System.IO.Path.Combine(function, FileName))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .Select(file => new FunctionFile(file, Parse(file).Bindings ?? [])),
    ];

    public IEnumerable<FunctionBinding> BindingsOf(string type) => Bindings.Where(binding => binding.Is(type));

    private static Content Parse(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllBytes(file), LenientJson)
                ?? throw new FunctionAppException($"{file} is empty. Describe the function's bindings there.");
        }
        catch (JsonException fault)
        {
            throw new FunctionAppException($"{file} cannot be read: {fault.Message}");
        }
    }

    private sealed record Content(IReadOnlyList<FunctionBinding>? Bindings);
}
