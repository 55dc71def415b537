using System.Runtime.CompilerServices;
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
                if (how == "unobserved") _ = LeaveAsync();
                else ThreadPool.QueueUserWorkItem(_ => throw new InvalidOperationException("a bug near xoxb-1-SECRET"));
            });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        /// <summary>Whoever started this process closes its input when it has seen enough.</summary>
        private async Task LeaveAsync()
        {
            Forget();
            // Only the collector finds out that nobody looks; the event is raised by a finalizer.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Run(Console.In.ReadToEnd);
            lifetime.StopApplication();
        }

        /// <summary>In a method of its own: nothing may hold the task when the collector comes.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Forget() => _ = Task.FromException(new InvalidOperationException("nobody looks at me, xoxb-1-SECRET"));
    }
}
