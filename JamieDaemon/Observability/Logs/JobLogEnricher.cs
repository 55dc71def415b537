using JamieDaemon.Telemetry;
using Serilog.Core;
using Serilog.Events;

namespace JamieDaemon.Observability.Logs;

/// <summary>Puts the ids of the current job on whatever is logged meanwhile; what the event itself names wins.</summary>
public sealed class JobLogEnricher : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (JobContext.Current is not { } job) return;
        Add("RequestId", job.RequestId);
        Add("SessionId", job.SessionId);
        Add("JobId", job.JobId);
        Add("JobType", job.JobType);

        void Add(string name, string value)
        {
            if (value.Length > 0) logEvent.AddPropertyIfAbsent(new LogEventProperty(name, new ScalarValue(value)));
        }
    }
}
