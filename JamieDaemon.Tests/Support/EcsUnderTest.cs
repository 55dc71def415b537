using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Logs;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace JamieDaemon.Tests.Support;

/// <summary>
/// Microsoft's logging over Serilog over the real formatter, as in the daemon; the lines are kept instead of filed.
/// </summary>
internal sealed class EcsUnderTest : IDisposable, ILogEventSink
{
    public static readonly ServiceIdentity Service = new("jamie-sre-chatbot", "1.2.3", "testing");

    private readonly Lock _sync = new();
    private readonly EcsJsonFormatter _formatter = new(Service);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly LoggerFactory _factory;

    public EcsUnderTest()
    {
        var serilog = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(this).CreateLogger();
        _factory = new LoggerFactory(
            [new SerilogLoggerProvider(serilog, dispose: true)], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        Logger = _factory.CreateLogger("JamieDaemon.Tests.Some");
    }

    public Microsoft.Extensions.Logging.ILogger Logger { get; }

    public string Line => _lines.Last();

    public JsonElement Record => JsonDocument.Parse(Line).RootElement;

    public void Emit(LogEvent logEvent)
    {
        lock (_sync) _lines.Enqueue(Encoding.UTF8.GetString(_formatter.Line(logEvent)));
    }

    public void Dispose() => _factory.Dispose();
}
