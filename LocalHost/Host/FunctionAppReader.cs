using Microsoft.Extensions.Configuration;

namespace CamFunctions.LocalHost.Host;

/// <summary>Reads the configuration of a function app as the Functions host does.</summary>
internal static class FunctionAppReader
{
    private const string HostFile = "host.json";
    private const string HandlerSection = "customHandler:description";
    private const string OverridePrefix = "AzureFunctionsJobHost__";

    /// <summary>The Functions host's default, on plans without a fixed limit and on Flex Consumption.</summary>
    private static readonly TimeSpan DefaultFunctionTimeout = TimeSpan.FromMinutes(30);

    private static readonly int DefaultParallelism = 8 * Environment.ProcessorCount;

    private const int DefaultPoisonBlobThreshold = 5;

    /// <param name="folder">The app's root: a build output or a published app.</param>
    /// <param name="settings">The app settings. Those under <c>AzureFunctionsJobHost__</c> override host.json.</param>
    /// <exception cref="FunctionAppException">It is not a function app, or its configuration is invalid.</exception>
    public static FunctionApp Read(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var path = Path.GetFullPath(folder);
        var host = new HostFileValues(Path.Combine(path, HostFile), HostConfiguration(path, settings));
        var executable = host.Text($"{HandlerSection}:defaultExecutablePath") ?? throw new FunctionAppException(
            $"{host.File} names no customHandler.description.defaultExecutablePath. Name the handler's executable there.");
        var files = FunctionFile.ReadAll(path);
        return new FunctionApp(
            path,
            ExecutablePath(path, executable),
            host.Texts($"{HandlerSection}:arguments"),
            Path.Combine(path, host.Text($"{HandlerSection}:workingDirectory") ?? string.Empty),
            host.Duration("functionTimeout", DefaultFunctionTimeout),
            host.Count("extensions:blobs:maxDegreeOfParallelism", DefaultParallelism),
            host.Count("extensions:blobs:poisonBlobThreshold", DefaultPoisonBlobThreshold),
            BlobFunctions(path, files, settings),
            HttpFunctionReader.ReadAll(files, host),
            EventFunction.ReadAll(files));
    }

    private static IReadOnlyList<BlobFunction> BlobFunctions(
        string folder,
        IReadOnlyList<FunctionFile> files,
        IReadOnlyDictionary<string, string> settings) => BlobFunctionReader.ReadAll(files, settings) is { Count: > 0 } functions
        ? functions
        : throw new FunctionAppException(
            $"No {FunctionFile.FileName} in the folders of {folder} has a blob trigger: is it the output of the Functions project?");

    private static IConfigurationRoot HostConfiguration(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var file = Path.Combine(folder, HostFile);
        if (!File.Exists(file))
        {
            throw new FunctionAppException(
                $"There is no {HostFile} in {folder}: build or publish the Functions project, or name its folder with --app.");
        }

        try
        {
            return new ConfigurationBuilder().AddJsonFile(file).AddInMemoryCollection(Overrides(settings)).Build();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            throw new FunctionAppException($"{file} cannot be read: {(fault.InnerException ?? fault).Message}");
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Overrides(IReadOnlyDictionary<string, string> settings) => settings
        .Where(setting => setting.Key.StartsWith(OverridePrefix, StringComparison.OrdinalIgnoreCase))
        .Select(setting => KeyValuePair.Create(
            setting.Key[OverridePrefix.Length..].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
            (string?)setting.Value));

    /// <summary>A file in the app's folder, or otherwise a program on PATH such as a language runtime.</summary>
    private static string ExecutablePath(string folder, string executable)
    {
        var path = Path.Combine(folder, executable);
        return OperatingSystem.IsWindows() && !File.Exists(path) && File.Exists($"{path}.exe") ? $"{path}.exe"
            : File.Exists(path) ? path
            : executable;
    }
}
