using System.Globalization;
using CamFunctions.Shared.Configuration;

namespace CamFunctions.LocalHost.Host;

/// <summary>
/// A built or published isolated worker app: the program that runs the worker, such as <c>dotnet</c>, and the assembly that is its first
/// argument; the app settings, which the worker gets as environment variables, and these together with host.json.
/// </summary>
internal sealed record FunctionApp(string Folder, string Executable, string Worker, Settings Settings, IConfiguration Configuration)
{
    /// <summary>The section with host.json, whose values app settings can override.</summary>
    public const string HostSection = "AzureFunctionsJobHost";

    /// <summary>How long an invocation may take; by default as on Flex Consumption.</summary>
    public TimeSpan FunctionTimeout { get; } = ReadTimeout(Configuration[$"{HostSection}:functionTimeout"] ?? "00:30:00");

    /// <exception cref="FunctionAppException">The folder has no worker app, or its configuration is invalid.</exception>
    public static FunctionApp Read(string folder, Settings settings)
    {
        var path = Path.GetFullPath(folder);
        var worker = ReadJson(path, "worker.config.json").GetSection("description");
        var assembly = Path.Combine(path, worker["defaultWorkerPath"] ?? string.Empty);
        var executable = (worker["defaultExecutablePath"] ?? "dotnet").Replace("{WorkerRoot}", $"{path}/", StringComparison.Ordinal);
        var host = ReadJson(path, "host.json").AsEnumerable()
            .Select(value => KeyValuePair.Create($"{HostSection}:{value.Key}", value.Value));
        var values = settings.Values
            .Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), (string?)value.Value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(host).AddInMemoryCollection(values)
            // Where the WebJobs packages find their options.
            .AddInMemoryCollection([new("AzureWebJobsConfigurationSection", HostSection)]);
        return File.Exists(assembly)
            ? new FunctionApp(path, executable, assembly, settings, configuration.Build())
            : throw new FunctionAppException($"The worker {assembly} is missing. Build or publish the Functions project again.");
    }

    /// <summary>The pattern of blobs or the queue of a function, in which settings between percent signs are replaced.</summary>
    /// <exception cref="FunctionAppException">A setting is missing.</exception>
    public string PlaceOf(WorkerFunction function) => string.Concat(function.Place.Split('%').Select((part, index) =>
        index % 2 == 0 ? part : Configuration[part] ?? throw new FunctionAppException(
            $"The trigger of the function {function.Name} refers to the app setting {part}, which is not set.")));

    private static IConfigurationRoot ReadJson(string folder, string name)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(Path.Combine(folder, name)).Build();
        }
        catch (FileNotFoundException)
        {
            throw new FunctionAppException(
                $"{folder} is not the folder of a function app: it contains no {name}. Build or publish the Functions project, and " +
                "specify its output folder with --app.");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new FunctionAppException($"{Path.Combine(folder, name)} cannot be read: {exception.GetBaseException().Message}");
        }
    }

    /// <summary>The Functions host takes -1, which is a negative number of days, for no limit.</summary>
    private static TimeSpan ReadTimeout(string text) =>
        !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var limit) || limit == TimeSpan.Zero
            ? throw new FunctionAppException(
                $"functionTimeout in host.json is \"{text}\"; it must be a duration such as 00:05:00, or -1 for no limit.")
            : limit < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : limit;
}
