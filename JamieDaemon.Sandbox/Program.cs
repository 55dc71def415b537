using JamieDaemon.Sandbox;

return await SandboxCommand.RunAsync(args);
