using System.Collections.Concurrent;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace JamieDaemon.Observability.Otlp;

/// <summary>
/// Hands every log event on to OTLP: what the files get, with the same levels, ids and redaction, because it comes the same way. The trace that it
/// belongs to is the current one, for sinks are called where the event happens.
/// </summary>
internal sealed class OtlpLogSink : ILogEventSink, IDisposable
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);

    /// <summary>Made with the first event: the settings have been checked by then.</summary>
    private readonly Lazy<OpenTelemetryLoggerProvider> _provider;

    /// <param name="exporters">Makes what sends.</param>
    /// <param name="targets">Where to.</param>
    /// <param name="service">Who logs.</param>
    public OtlpLogSink(Func<OtlpExporters> exporters, IReadOnlyList<OtlpTarget> targets, ServiceIdentity service) => _provider = new(() =>
    {
        var options = new OpenTelemetryLoggerOptions { IncludeFormattedMessage = true };
        options.SetResourceBuilder(service.ToResource());
        foreach (var target in targets)
        {
            options.AddProcessor(exporters().Records(target, out var lodging));
            options.AddProcessor(lodging);
        }

        return new OpenTelemetryLoggerProvider(new OnlyOptions(options));
    });

    public void Emit(LogEvent logEvent)
    {
        var category = logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: string source } ? source : "";
        var logger = _loggers.GetOrAdd(category, static (name, provider) => provider.Value.CreateLogger(name), _provider);
        var level = LevelConvert.ToExtensionsLevel(logEvent.Level);
        if (!logger.IsEnabled(level)) return;
        var name = new EventId(0, EcsRecordWriter.EventName(logEvent));
        var attributes = AttributesOf(logEvent);
        logger.Log(level, name, attributes, exception: null, (_, _) => LogMessage.Of(logEvent));
    }

    public void Dispose()
    {
        if (_provider.IsValueCreated) _provider.Value.Dispose();
    }

    /// <summary>An exception too is attributes: as an object the exporter would write it without redaction.</summary>
    private static List<KeyValuePair<string, object?>> AttributesOf(LogEvent logEvent)
    {
        var attributes = new List<KeyValuePair<string, object?>>(logEvent.Properties.Count + 3);
        foreach (var (name, value) in logEvent.Properties)
        {
            if (name is Constants.SourceContextPropertyName or "EventId" || value is not ScalarValue { Value: { } scalar }) continue;
            if (scalar is TimeSpan duration && name == "Elapsed") attributes.Add(new("event.duration", (long)duration.TotalNanoseconds));
            else if (name == "Outcome") attributes.Add(new("event.outcome", LogLabels.Value(value)));
            else attributes.Add(new(LogLabels.Key(name), scalar is int or long or double or bool ? scalar : LogLabels.Value(value)));
        }

        if (logEvent.Exception is { } exception)
        {
            attributes.Add(new("exception.type", exception.GetType().FullName));
            attributes.Add(new("exception.message", SecretRedactor.Redact(exception.Message)));
            attributes.Add(new("exception.stacktrace", SecretRedactor.Redact(exception.ToString())));
        }

        return attributes;
    }

    /// <summary>Options that never change.</summary>
    private sealed class OnlyOptions(OpenTelemetryLoggerOptions options) : IOptionsMonitor<OpenTelemetryLoggerOptions>
    {
        public OpenTelemetryLoggerOptions CurrentValue => options;

        public OpenTelemetryLoggerOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OpenTelemetryLoggerOptions, string?> listener) => null;
    }
}
