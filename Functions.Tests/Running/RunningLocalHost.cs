using System.Text.RegularExpressions;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation.Emulator;

namespace CamFunctions.Tests.Fixtures;

/// <summary>The local host and its page in a separate process, with its own Azurite.</summary>
internal sealed partial class RunningLocalHost : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string connection = EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take());
    private readonly RunningProgram program;

    private RunningLocalHost(IReadOnlyDictionary<string, string> settings)
    {
        Store = new ImageStore(
            StorageConnection.Read(TestSettings.Of(("ImageStorage", connection))).Blobs,
            new ContainerNames("images", "overlays", "predictions"));
        var environment = new Dictionary<string, string>(settings, StringComparer.Ordinal)
        {
            ["ImageStorage"] = connection,
            ["PagePort"] = "0",
            ["HttpPort"] = "0",
        };
        program = RunningProgram.LocalHost(environment, folder.Path);
    }

    public ImageStore Store { get; }

    /// <summary>The page's address without a trailing slash.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>The address of the function with an HTTP trigger.</summary>
    public Uri Function => new(FunctionLine().Match(program.Output).Groups["address"].Value);

    public static Task<RunningLocalHost> StartAsync() => StartAsync(new Dictionary<string, string>(StringComparer.Ordinal));

    public static async Task<RunningLocalHost> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var host = new RunningLocalHost(settings);
        await host.program.PrintsAsync("Ctrl+C stops.");
        host.Address = PageLine().Match(host.program.Output).Groups["address"].Value;
        return host;
    }

    public Task PrintsAsync(string words) => program.PrintsAsync(words);

    public async ValueTask DisposeAsync()
    {
        program.Interrupt();
        await program.ExitedAsync();
        await program.DisposeAsync();
        folder.Dispose();
        var data = Path.Combine(ProjectFile.Root, EmulatedStorage.DataFolder(Store.Images.Uri));
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [GeneratedRegex(
        @"^Page +(?<address>http://\S+)/$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageLine();

    [GeneratedRegex(
        @"^Function +(?<address>http://\S+)$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex FunctionLine();
}
