return await CamFunctions.Model.Commands.ModelCommandLine.RunAsync(args);
