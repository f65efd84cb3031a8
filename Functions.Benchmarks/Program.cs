using CamFunctions.Benchmarks;

return PipelineAgainstBareNetwork.Run(args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "samples"));
