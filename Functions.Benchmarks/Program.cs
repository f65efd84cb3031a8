using CamFunctions.Benchmarks;

var samples = Path.Combine(AppContext.BaseDirectory, "samples");
return args switch
{
    ["published", var folder] => await PublishedStart.RunAsync(folder, Path.Combine(samples, "chelsea.png")),
    ["page", var browser] => await PageFirstPaint.RunAsync(Directory.GetFiles(samples), browser),
    ["stages"] => PipelineStages.Run(samples),
    ["stages", var folder] => PipelineStages.Run(folder),
    ["import"] => ImportOfResNet50.Run(),
    [var folder] => PipelineAgainstBareNetwork.Run(folder),
    _ => PipelineAgainstBareNetwork.Run(samples),
};
