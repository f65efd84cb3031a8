Console.Error.WriteLine("The function has no commands yet.");
return 1;
