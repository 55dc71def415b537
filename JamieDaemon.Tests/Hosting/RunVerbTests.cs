using JamieDaemon.Hosting;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JamieDaemon.Tests.Hosting;

public sealed class RunVerbTests
{
    [Test]
    public async Task A_start_that_fails_is_said_in_the_log_and_by_the_exit_code()
    {
        using var folder = new TempFolder();
        Assert.That(await RunVerb.RunAsync(BrokenDaemon(folder)), Is.EqualTo(HostExitCode.Failed));
        var log = string.Concat(Directory.GetFiles(folder.Path, "*.json").Select(File.ReadAllText));
        Assert.That(log, Does.Contain("\"jamie.startup_failed\"").And.Contain("broken on purpose"));
    }

    /// <summary>A daemon whose start fails, with its log files in a folder.</summary>
    internal static HostApplicationBuilder BrokenDaemon(TempFolder logs, params string[] settings)
    {
        var builder = JamieHost.CreateBuilder(
        [
            "--Slack:BotToken=xoxb-1", "--Slack:AppToken=xapp-1", "--Slack:ApiUrl=http://127.0.0.1:9/api/", "--Slack:StateDirectory=", "--Journal:Directory=", "--Observability:Address=localhost",
            $"--Observability:Port={FreePort.Find()}", $"--Observability:Logs:Directory={logs.Path}", "--Observability:Logs:Console=false", .. settings,
        ]);
        builder.Services.AddHostedService<Broken>();
        return builder;
    }

    [Test]
    public async Task Settings_that_are_wrong_are_said_in_the_log_too_without_their_values()
    {
        using var folder = new TempFolder();
        var builder = JamieHost.CreateBuilder(
        [
            "--Slack:BotToken=a-token-in-the-wrong-place", "--Slack:AppToken=xapp-1", "--Answering:Workers=0", "--Slack:StateDirectory=", "--Journal:Directory=",
            $"--Observability:Logs:Directory={folder.Path}", "--Observability:Logs:Console=false",
        ]);

        Assert.That(await RunVerb.RunAsync(builder), Is.EqualTo(HostExitCode.BadSettings));
        var said = Directory.GetFiles(folder.Path, "*.json").SelectMany(File.ReadAllLines).Where(line => line.Contains("\"config.invalid\"", StringComparison.Ordinal)).ToList();
        Assert.That(said, Has.Count.EqualTo(2).And.Some.Contains("Slack:BotToken").And.Some.Contains("Answering:Workers").And.None.Contains("wrong-place"));
    }

    private sealed class Broken : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("broken on purpose");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
