Console.WriteLine("Jamie");
