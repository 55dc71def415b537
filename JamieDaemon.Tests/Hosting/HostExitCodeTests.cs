using JamieDaemon.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JamieDaemon.Tests.Hosting;

public sealed class HostExitCodeTests
{
    [TestCase(true, ExpectedResult = HostExitCode.Failed)]
    [TestCase(false, ExpectedResult = HostExitCode.Stopped)]
    public async Task<int> A_supervisor_learns_whether_a_service_has_crashed(bool crashes)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHostedService(_ => new OneShot(crashes));
        using var host = builder.Build();
        await host.StartAsync();
        if (!crashes) host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await host.WaitForShutdownAsync(Support.Limits.Token);
        return HostExitCode.Of(host.Services);
    }

    private sealed class OneShot(bool crashes) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            if (crashes) throw new InvalidOperationException("a bug");
        }
    }
}
