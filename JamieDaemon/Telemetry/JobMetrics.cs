using System.Diagnostics.Metrics;

namespace JamieDaemon.Telemetry;

/// <summary>The lives of questions as numbers. Labels are closed sets, and every series exists from the start.</summary>
internal sealed class JobMetrics
{
    private const string Created = "created";

    // Boxed and named once: a recording allocates nothing.
    private static readonly string[] Statuses = ["succeeded", "failed", "cancelled", "rejected"];
    private static readonly string[] Providers = ["slack", "ollama"];
    private static readonly string[] CallStatuses = ["success", "error", "rate_limited", "cancelled"];

    private readonly JamieCounter _commands;
    private readonly JamieHistogram _duration;
    private readonly UpDownCounter<long> _active;
    private readonly JamieHistogram _wait;
    private readonly JamieCounter _calls;
    private readonly JamieHistogram _latency;

    public JobMetrics(JamieMeter meter)
    {
        _commands = meter.Counter("jamie.commands.total", "{command}", "Questions accepted, and how each of them ended");
        _duration = meter.Histogram("jamie.job.duration", "s", "From a question's receipt to the end of its answer", Buckets.Answer);
        _active = meter.Meter.CreateUpDownCounter<long>("jamie.active_jobs", "{job}", "Questions accepted and not yet ended");
        _wait = meter.Histogram("jamie.queue.wait", "s", "From a question's receipt until somebody works on it", Buckets.Queue);
        _calls = meter.Counter("jamie.external_api.calls.total", "{call}", "HTTP exchanges with other people's servers, by how they ended");
        _latency = meter.Histogram("jamie.external_api.latency", "s", "Time that such an exchange took; a model's answer is one", Buckets.Answer);
        CreateSeries();
    }

    public static string NameOf(JobStatus status) => Statuses[(int)status];

    public static string NameOf(ExternalApi api) => Providers[(int)api];

    public static string NameOf(ExternalStatus status) => CallStatuses[(int)status];

    public void Accepted(string jobType)
    {
        Count(jobType, Created);
        _active.Add(1, new KeyValuePair<string, object?>("job_type", jobType));
    }

    public void Waited(TimeSpan wait) => _wait.Record(wait.TotalSeconds);

    public void Ended(string jobType, JobStatus status, TimeSpan duration)
    {
        _active.Add(-1, new KeyValuePair<string, object?>("job_type", jobType));
        Count(jobType, NameOf(status));
        _duration.Record(duration.TotalSeconds, new("job_type", jobType), new("status", NameOf(status)));
    }

    public void Rejected(string jobType) => Count(jobType, NameOf(JobStatus.Rejected));

    public void Called(ExternalApi api, ExternalStatus status, TimeSpan elapsed)
    {
        _calls.Add(1, new("provider", NameOf(api)), new("status", NameOf(status)));
        _latency.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("provider", NameOf(api)));
    }

    private void Count(string jobType, string status) => _commands.Add(1, new("intent", jobType), new("status", status));

    private void CreateSeries()
    {
        _wait.Announce();
        foreach (var jobType in JobType.Questions)
        {
            _commands.Announce(new("intent", jobType), new("status", Created));
            foreach (var status in Statuses)
            {
                _commands.Announce(new("intent", jobType), new("status", status));
                _duration.Announce(new("job_type", jobType), new("status", status));
            }

            _active.Add(0, new KeyValuePair<string, object?>("job_type", jobType));
        }

        foreach (var provider in Providers)
        {
            _latency.Announce(new KeyValuePair<string, object?>("provider", provider));
            foreach (var status in CallStatuses) _calls.Announce(new("provider", provider), new("status", status));
        }
    }
}
