using System.Globalization;
using CamFunctions.Benchmarks;
using CamFunctions.Benchmarks.Chaos;
using CamFunctions.Benchmarks.Contained;
using CamFunctions.Benchmarks.Localization;
using CamFunctions.Benchmarks.Processors;
using CamFunctions.Shared.Inference;

OnnxRuntimeTelemetry.SwitchOff();
var samples = Path.Combine(AppContext.BaseDirectory, "samples");
return args switch
{
    ["published", var folder] => await PublishedStart.RunAsync(folder, Path.Combine(samples, "chelsea.png")),
    ["memory", var folder] => await PublishedMemory.RunAsync(folder, Directory.GetFiles(samples)),
    ["decoding", var folder] => MemoryOfDecoding.Run(folder, Path.Combine(samples, "chelsea.png"), "0"),
    ["decoding", var folder, var megabytes] => MemoryOfDecoding.Run(folder, Path.Combine(samples, "chelsea.png"), megabytes),
    ["decoding-here", var image, var megabytes] =>
        MemoryOfDecoding.RunHere(image, long.Parse(megabytes, CultureInfo.InvariantCulture)),
    ["contained", var folder, var images, var megabytes] => await LargestImages.RunAsync(
        folder, images, Path.Combine(samples, "chelsea.png"), long.Parse(megabytes, CultureInfo.InvariantCulture)),
    ["page", var browser] => await PageFirstPaint.RunAsync(Directory.GetFiles(samples), browser),
    ["throughput", var folder, .. var model] => await ThroughputOfLocalize.RunAsync(folder, PreparedModel.Path(model)),
    ["concurrency", var folder, .. var model] => ThroughputOfAnalyzer.RunOnOneAndAllCores(folder, PreparedModel.Path(model)),
    ["concurrency-here", var folder, var model] => ThroughputOfAnalyzer.Run(folder, model),
    ["peers"] => await PeerComparison.RunAsync(samples, PreparedModel.Path([])),
    ["peers", var folder, .. var model] => await PeerComparison.RunAsync(folder, PreparedModel.Path(model)),
    ["processors"] => ProcessorComparison.Run(samples),
    ["processors", var folder] => ProcessorComparison.Run(folder),
    ["stages"] => PipelineStages.Run(samples),
    ["stages", var folder] => PipelineStages.Run(folder),
    ["localization", .. var arguments] => LocalizationCommand.Run(arguments),
    ["chaos", .. var arguments] => await ChaosCommand.RunAsync(arguments),
    ["export", var count, .. var formats] => ExportOfRecords.Run(int.Parse(count, CultureInfo.InvariantCulture), formats),
    ["import"] => ImportOfResNet50.Run(),
    [var folder] => PipelineAgainstBareNetwork.Run(folder),
    _ => PipelineAgainstBareNetwork.Run(samples),
};
