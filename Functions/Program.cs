return await CamFunctions.Commands.CommandLine.RunAsync(args);
