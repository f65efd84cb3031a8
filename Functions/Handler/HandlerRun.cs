using CamFunctions.Configuration;
using CamFunctions.Inference;
using CamFunctions.Storage;
using CamFunctions.Telemetry;

namespace CamFunctions.Handler;

/// <summary>The program as the Functions host starts it.</summary>
internal static class HandlerRun
{
    /// <summary>Set by the Functions host, and only by it.</summary>
    public const string PortSetting = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Serves invocations until the process is told to stop.</summary>
    public static async Task RunAsync(Settings settings, CancellationToken cancellation)
    {
        var port = (int)settings.WholeNumber(PortSetting, 0, 1, 65535);
        var options = FunctionOptions.Read(settings);
        var storage = StorageConnection.Read(settings, standard: null);
        // Any answer on the port counts as ready, so the model comes first.
        using var model = CamModel.Load(options.ModelPath, options.InferenceThreads);
        var pipeline = new CamPipeline(model, options.Pipeline);
        var store = new ImageStore(storage.Blobs, options.Containers);
        using var telemetry = TelemetryExport.Start(settings);
        await using var application = HandlerApplication.Build(pipeline, store, port, logging =>
        {
            HandlerLogging.UnderTheFunctionsHost(logging);
            telemetry.AddTo(logging);
        });
        await application.StartAsync(cancellation);
        application.Logger.Listening(application.Urls.Single(), model.Metadata.Name);
        await application.WaitForShutdownAsync(cancellation);
    }
}
