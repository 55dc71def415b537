namespace JamieDaemon.Terminal;

/// <summary>Shows warnings and errors as one line each, with what to do; a person at a terminal has no use for a stack.</summary>
internal sealed class ScreenLoggerProvider(TerminalScreen screen) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new ScreenLogger(screen);

    public void Dispose()
    {
    }

    private sealed class ScreenLogger(TerminalScreen screen) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var line = formatter(state, exception);
            screen.Note(TerminalText.Harmless(exception is null ? $"! {line}" : $"! {line}: {exception.Message}"));
        }
    }
}
