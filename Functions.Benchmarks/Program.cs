using CamFunctions.Benchmarks;

var samples = Path.Combine(AppContext.BaseDirectory, "samples");
return args is ["published", var folder]
    ? await PublishedStart.RunAsync(folder, Path.Combine(samples, "chelsea.png"))
    : PipelineAgainstBareNetwork.Run(args.Length > 0 ? args[0] : samples);
