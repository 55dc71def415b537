using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Support;

/// <summary>Keeps what is logged: level, event name, text.</summary>
internal sealed class CollectingLogger<T>(LogLevel least = LogLevel.Trace) : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Event, string Text)> _lines = new();

    public IReadOnlyList<(LogLevel Level, string Event, string Text)> Lines => [.. _lines];

    public IEnumerable<string> Events => Lines.Select(line => line.Event);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, eventId.Name ?? "", formatter(state, exception)));
}
