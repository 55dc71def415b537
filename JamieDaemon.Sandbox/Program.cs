Console.WriteLine("Sandbox");
