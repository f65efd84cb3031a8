using CamFunctions.Benchmarks;
using CamFunctions.Shared.Inference;

OnnxRuntimeTelemetry.SwitchOff();
var samples = Path.Combine(AppContext.BaseDirectory, "samples");
return args switch
{
    ["published", var folder] => await PublishedStart.RunAsync(folder, Path.Combine(samples, "chelsea.png")),
    ["memory", var folder] => await PublishedMemory.RunAsync(folder, Directory.GetFiles(samples)),
    ["page", var browser] => await PageFirstPaint.RunAsync(Directory.GetFiles(samples), browser),
    ["import"] => ImportOfResNet50.Run(),
    [var folder] => PipelineAgainstBareNetwork.Run(folder),
    _ => PipelineAgainstBareNetwork.Run(samples),
};
