using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.File;

namespace JamieDaemon.Observability.Logs;

/// <summary>
/// Begins every new file with a record of its own. Filebeat knows a file by its first 256 bytes (as shipped), so they must exist
/// at once, and differ from every other file's: https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-filestream
/// </summary>
public sealed class LogFileOpenedHook(EcsJsonFormatter formatter, ServiceIdentity service, TimeProvider time) : FileLifecycleHooks
{
    private static readonly MessageTemplate Template =
        new MessageTemplateParser().Parse("Log file {FileId} opened: {FileName}, written by {Service} {Version}.");

    public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
    {
        if (underlyingStream.Length == 0)
        {
            using var line = new StringWriter(CultureInfo.InvariantCulture);
            formatter.Format(Opened(path), line);
            underlyingStream.Write(encoding.GetBytes(line.ToString()));
        }

        return underlyingStream;
    }

    private LogEvent Opened(string path)
    {
        var now = time.GetUtcNow();
        return new LogEvent(now, LogEventLevel.Information, exception: null, Template,
        [
            new("EventId", new StructureValue([new("Name", new ScalarValue("log.file_opened"))])),
            new("SourceContext", new ScalarValue(typeof(LogFileOpenedHook).FullName)),
            new("FileId", new ScalarValue(Guid.CreateVersion7(now).ToString())),
            new("FileName", new ScalarValue(Path.GetFileName(path))),
            new("Service", new ScalarValue(service.Name)),
            new("Version", new ScalarValue(service.Version)),
        ]);
    }
}
