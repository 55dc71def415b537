using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Support;

/// <summary>Keeps the event names and texts that any category logs.</summary>
internal sealed class CollectingLoggerProvider : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(string Event, string Text)> _lines = new();

    public IReadOnlyList<(string Event, string Text)> Lines => [.. _lines];

    public int Count(string eventName) => _lines.Count(line => line.Event == eventName);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((eventId.Name ?? "", formatter(state, exception)));

    public void Dispose() => _lines.Clear();
}
