using JamieDaemon.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JamieDaemon.Tests.ChildPrograms;

/// <summary>The daemon with a bug in it: an exception that nobody catches or, as a task's, nobody looks at.</summary>
internal static class DyingDaemon
{
    public static async Task<int> RunAsync(string[] settings, string how)
    {
        var builder = JamieHost.CreateBuilder(settings);
        builder.Services.AddHostedService<Bug>(provider => new Bug(how, provider.GetRequiredService<IHostApplicationLifetime>()));
        using var host = builder.Build();
        await host.RunAsync();
        return 0;
    }

    private sealed class Bug(string how, IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.ApplicationStarted.Register(() =>
            {
                Spans.Start("slack.handle_mention")?.Dispose();
                using var job = new JobContext("7k2m", "mention", "C1:1.2", default).Enter();
                if (how == "unobserved") Forget();
                else ThreadPool.QueueUserWorkItem(_ => throw new InvalidOperationException("a bug near xoxb-1-SECRET"));
            });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private void Forget()
        {
            _ = Task.Run(() => throw new InvalidOperationException("nobody looks at me, xoxb-1-SECRET"));
            _ = Task.Run(async () =>
            {
                // Only the collector finds out that nobody will, until whoever started this process closes its input.
                var closed = Task.Run(Console.In.ReadToEnd);
                do
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                }
                while (await Task.WhenAny(closed, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System)) != closed);

                lifetime.StopApplication();
            });
        }
    }
}
