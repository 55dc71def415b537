using JamieDaemon;
using JamieDaemon.Hosting;

var builder = JamieHost.CreateBuilder(args);
using var host = builder.Build();

if (SettingProblems.Find(builder.Services, host.Services) is { Count: > 0 } problems)
{
    await Console.Error.WriteLineAsync($"Jamie cannot start, {problems.Count} of its settings must be mended:");
    foreach (var problem in problems) await Console.Error.WriteLineAsync($"  - {problem}");
    return HostExitCode.BadSettings;
}

await host.StartAsync();
await host.WaitForShutdownAsync();
return HostExitCode.Of(host.Services);
