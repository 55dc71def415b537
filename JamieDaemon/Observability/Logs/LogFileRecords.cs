using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace JamieDaemon.Observability.Logs;

/// <summary>
/// What the log files say of themselves. Every file begins with a record of its own: Filebeat knows a file by its first 256 bytes
/// (as shipped), so they must exist at once and differ from every other file's:
/// https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-filestream
/// </summary>
internal static class LogFileRecords
{
    private static readonly MessageTemplate OpenedTemplate =
        new MessageTemplateParser().Parse("Log file {FileId} opened: {FileName}, written by {Service} {Version}.");

    private static readonly MessageTemplate LostTemplate =
        new MessageTemplateParser().Parse("{Count} events could not be written to the log files since {Since}: {Reason}");

    public static LogEvent Opened(LogFileName name, ServiceIdentity service, DateTimeOffset now) => Record(
        now, LogEventLevel.Information, "log.file_opened", OpenedTemplate,
        new("FileId", new ScalarValue(Guid.CreateVersion7(now).ToString())), new("FileName", new ScalarValue(name.ToString())),
        new("Service", new ScalarValue(service.Name)), new("Version", new ScalarValue(service.Version)));

    public static LogEvent Lost(long count, DateTimeOffset since, string reason, DateTimeOffset now) => Record(
        now, LogEventLevel.Error, "log.sink_failed", LostTemplate,
        new("Count", new ScalarValue(count)),
        new("Since", new ScalarValue(since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
        new("Reason", new ScalarValue(reason)));

    private static LogEvent Record(
        DateTimeOffset now, LogEventLevel level, string name, MessageTemplate template, params ReadOnlySpan<LogEventProperty> more)
    {
        var record = new LogEvent(now, level, exception: null, template,
        [
            new("EventId", new StructureValue([new("Name", new ScalarValue(name))])),
            new("SourceContext", new ScalarValue(typeof(RollingLogFile).FullName)),
        ]);
        foreach (var property in more) record.AddPropertyIfAbsent(property);
        return record;
    }
}
