using Serilog.Core;
using Serilog.Events;

namespace JamieDaemon.Observability.Logs;

/// <summary>Hands events to the console as lines; when logging ends, the last of them are out.</summary>
internal sealed class ConsoleSink(ConsoleLineFormatter formatter, ConsoleLines console) : ILogEventSink, IDisposable
{
    public void Emit(LogEvent logEvent) => console.Write(formatter.Line(logEvent));

    public void Dispose() => console.Dispose();
}
