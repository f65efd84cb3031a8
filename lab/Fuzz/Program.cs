using CamFunctions.Fuzz;
using CamFunctions.Fuzz.Running;
using CamFunctions.Shared.Inference;

OnnxRuntimeTelemetry.SwitchOff();
return args switch
{
    [WorkerCommand.Worker, .. var assignment] => Worker.Run(Assignment.Parse(assignment)),
    [WorkerCommand.Trial, var target] => TrialServer.Run(target),
    ["sharpfuzz", var target] => SharpFuzzRun.Run(target),
    _ => FuzzCommand.Run(args),
};
