using CamFunctions.Functions.Configuration;
using CamFunctions.Functions.Lifetime;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Inference;
using CamFunctions.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Functions;

/// <summary>Registers the services that the functions call.</summary>
internal static class CamFunctionsServices
{
    /// <summary>Reads the settings and begins to load the model, while the caller goes on to build and connect the worker.</summary>
    /// <exception cref="InvalidSettingException">A setting is invalid; the message names it.</exception>
    public static IServiceCollection AddCamFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        OnnxRuntimeTelemetry.SwitchOff();
        var settings = configuration.ReadSettings();
        var processing = ProcessorSettings.Read(settings);
        var store = new ImageStore(StorageConnection.Read(settings).Blobs, ContainerNames.Read(settings));
        var outageLimit = OutageBridge.ReadLimit(settings);
        var deletesResults = DeletedImages.ReadSwitch(settings);
        var loading = ModelLoading.Start(processing);
        return services
            .AddSingleton(loading)
            .AddSingleton(store)
            .AddSingleton(TimeProvider.System)
            // The gate lets no invocation in before the model is loaded, so that nothing waits here.
            .AddSingleton(_ => processing.Processor(loading.Model.Result))
            .AddSingleton(provider => new OutageBridge(
                outageLimit, TimeProvider.System, provider.GetRequiredService<ILogger<OutageBridge>>()))
            .AddSingleton(provider => new DeletedImages(
                store,
                deletesResults,
                provider.GetRequiredService<OutageBridge>(),
                provider.GetRequiredService<ILogger<DeletedImages>>()))
            .AddSingleton<BlobProcessor>()
            .AddSingleton<InvocationDrain>()
            .AddSingleton<IHostLifetime, NoHostLifetime>();
    }
}
