using System.Diagnostics;
using JamieDaemon.Telemetry;

namespace JamieDaemon;

/// <summary>Says and traces when the daemon starts and stops.</summary>
internal sealed partial class DaemonLife(IHostEnvironment environment, TimeProvider time, ILogger<DaemonLife> logger) : IHostedLifecycleService
{
    private long _begun;
    private Activity? _span;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Log.Starting(logger, JamieTelemetry.ServiceVersion, environment.EnvironmentName, Environment.ProcessId);
        Begin("jamie.startup");
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _span?.Dispose();
        var took = time.GetElapsedTime(_begun);
        Log.Started(logger, took);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        Log.Stopping(logger);
        Begin("jamie.shutdown");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        _span?.Dispose();
        var took = time.GetElapsedTime(_begun);
        Log.Stopped(logger, took);
        return Task.CompletedTask;
    }

    /// <summary>What the host starts does not run within the span: the flow that it is the current one of ends with the call.</summary>
    private void Begin(string name)
    {
        _begun = time.GetTimestamp();
        _span = Spans.Start(name)?.SetTag("service.version", JamieTelemetry.ServiceVersion).SetTag("deployment.environment.name", environment.EnvironmentName);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "jamie.starting", Level = LogLevel.Information, Message = "Jamie {Version} starts in {Environment} as process {ProcessId}")]
        public static partial void Starting(ILogger logger, string version, string environment, int processId);

        [LoggerMessage(EventName = "jamie.started", Level = LogLevel.Information, Message = "Jamie has started in {Elapsed}")]
        public static partial void Started(ILogger logger, TimeSpan elapsed);

        [LoggerMessage(EventName = "jamie.stopping", Level = LogLevel.Information, Message = "Jamie stops: no new questions, and answers to those it has accepted")]
        public static partial void Stopping(ILogger logger);

        [LoggerMessage(EventName = "jamie.stopped", Level = LogLevel.Information, Message = "Jamie has stopped after {Elapsed}")]
        public static partial void Stopped(ILogger logger, TimeSpan elapsed);
    }
}
