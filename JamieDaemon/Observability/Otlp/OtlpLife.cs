namespace JamieDaemon.Observability.Otlp;

/// <summary>Says where telemetry goes, and each time when it does not arrive or does again; at the very end it sets the clock for what is left.</summary>
internal sealed partial class OtlpLife(TelemetryPlan plan, OtlpWatch watch, OtlpClosing closing, ILogger<OtlpLife> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var warning in plan.Warnings) Log.Doubtful(logger, warning);
        foreach (var target in plan.Targets)
        {
            // Without its query, in which some back ends want a key.
            var (signal, address) = (target.Signal.Word(), target.Address.GetLeftPart(UriPartial.Path));
            Log.SendsTo(logger, signal, address, target.Destination);
            watch.Of(target).WhenChanged(Say);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        closing.Begin();
        return Task.CompletedTask;
    }

    private void Say(OtlpRoute route)
    {
        var signal = route.Signal.Word();
        if (route.Problem is { } problem) Log.Failed(logger, signal, route.Destination, problem);
        else Log.Recovered(logger, signal, route.Destination);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "otlp.destination", Level = LogLevel.Information, Message = "{Signal} go to {Address} ({Destination})")]
        public static partial void SendsTo(ILogger logger, string signal, string address, string destination);

        [LoggerMessage(EventName = "otlp.destination_doubtful", Level = LogLevel.Warning, Message = "{Warning}")]
        public static partial void Doubtful(ILogger logger, string warning);

        [LoggerMessage(EventName = "otlp.export_failed", Level = LogLevel.Warning, Message = "{Signal} do not arrive at {Destination}: {Problem}. They are given up and counted until it takes them again; this is said once.")]
        public static partial void Failed(ILogger logger, string signal, string destination, string problem);

        [LoggerMessage(EventName = "otlp.export_recovered", Level = LogLevel.Information, Message = "{Signal} arrive at {Destination} again")]
        public static partial void Recovered(ILogger logger, string signal, string destination);
    }
}
