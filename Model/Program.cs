Console.Error.WriteLine("The model tool has no commands yet.");
return 1;
