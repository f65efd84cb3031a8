using CamFunctions.Functions;
using CamFunctions.Functions.Lifetime;
using CamFunctions.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

if (args.Length == 0)
{
    await Console.Error.WriteLineAsync(StartFailure.NoHost);
    return StopRequest.Failure;
}

// Before anything else: a signal during the start must not end the process with another exit code.
using var stop = new StopRequest();
try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.UseMiddleware<InvocationGate>();
    builder.Services.AddCamFunctions(builder.Configuration);
    builder.AddCamTelemetry();
    using var worker = builder.Build();
    return await WorkerRun.UntilStoppedAsync(worker, stop);
}
catch (Exception exception)
{
    // The Functions host writes standard error to its log.
    await Console.Error.WriteLineAsync(StartFailure.Sentence(exception));
    return StopRequest.Failure;
}
