using CamFunctions.Functions.Handler;
using CamFunctions.Functions.Lifetime;
using CamFunctions.Functions.Telemetry;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Functions;

/// <summary>The program: puts settings, model, storage and telemetry together into the custom handler.</summary>
internal static class HandlerHost
{
    private const int Failure = 1;

    /// <summary>Makes the Functions host start a new handler at once, without counting a crash. After 0 it would never start one.</summary>
    private const int Restart = 200;

    /// <summary>Only the Functions host sets this.</summary>
    private const string PortSetting = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Serves invocations until the process is stopped. If start-up fails, prints one sentence to standard error.</summary>
    /// <returns>The exit code, which is never 0.</returns>
    public static async Task<int> RunAsync()
    {
        try
        {
            await ServeAsync(Settings.FromEnvironment());
            return Restart;
        }
        // Kestrel throws IOException if the port is in use.
        catch (Exception fault) when (fault is InvalidSettingException or InvalidModelException or IOException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return Failure;
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync($"Unexpected fault, please report it: {fault}");
            return Failure;
        }
    }

    private static async Task ServeAsync(Settings settings)
    {
        // First of all: a signal during the start must not end the process with another exit code.
        using var stop = new StopRequest();
        NativeHeap.ShareAmongThreads();
        OnnxRuntimeTelemetry.SwitchOff();
        var port = Port(settings);
        var processing = ProcessorSettings.Read(settings);
        var storage = StorageConnection.Read(settings);
        var containers = ContainerNames.Read(settings);
        // Meanwhile this thread puts the web server together.
        var loading = Task.Run(() => processing.LoadModel(PublishedModel.Path));
        var warmingUp = Task.Run(AnalysisWarmUp.Run);
        var outageLimit = OutageBridge.ReadLimit(settings);
        var deletesResults = DeletedImages.ReadSwitch(settings);
        using var telemetry = TelemetryExport.Start(settings);
        var processor = ProcessorAsync(loading, processing);
        var application = HandlerApplication.Build(
            processor,
            processing.Options.MaxBytes,
            new ImageStore(storage.Blobs, containers),
            deletesResults,
            outageLimit,
            port,
            logging =>
            {
                HandlerLogging.AddTo(logging);
                telemetry.AddTo(logging);
            });
        // The host takes any answer on the port for readiness, so the model must be loaded first.
        using var model = await loading;
        await processor;
        await warmingUp;
        await application.StartAsync();
        application.Logger.Listening(application.Urls.Single(), model.Metadata.Name);
        application.Logger.Stopping(await stop.Reason);
        // The application is not stopped: the port stays open until the process has ended, see InvocationDrain.
        await application.Services.GetRequiredService<InvocationDrain>().DrainAsync();
    }

    private static async Task<ImageProcessor> ProcessorAsync(Task<CamModel> model, ProcessorSettings processing) =>
        new(processing.Analyzer(await model), TimeProvider.System);

    private static int Port(Settings settings) => settings.Text(PortSetting) is null
        ? throw new InvalidSettingException(
            $"{PortSetting} is not set: this program is a custom handler, which the Azure Functions host starts. " +
            "On a developer's machine, start it with 'dotnet run --project Functions' or 'cam host'.")
        : (int)settings.WholeNumber(PortSetting, 0, 1, 65535);
}
