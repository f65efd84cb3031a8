using CamFunctions.Functions;

return await HandlerHost.RunAsync();
