return await CamFunctions.Cli.CommandLine.RunAsync(args);
