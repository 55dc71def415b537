using System.Diagnostics.Metrics;

namespace JamieDaemon.Telemetry;

/// <summary>The lives of questions as numbers. Labels are closed sets, and every series exists from the start.</summary>
internal sealed class JobMetrics
{
    private const string Created = "created";

    private static readonly double[] Seconds = [.1, .25, .5, 1, 2.5, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600];
    private static readonly double[] WaitSeconds = [.001, .005, .01, .05, .1, .5, 1, 5, 15, 30, 60, 120];

    // Boxed and named once: a recording allocates nothing.
    private static readonly string[] Statuses = ["succeeded", "failed", "cancelled", "rejected"];
    private static readonly string[] Providers = ["slack", "ollama"];
    private static readonly string[] CallStatuses = ["success", "error", "rate_limited", "cancelled"];

    private readonly Counter<long> _commands;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _active;
    private readonly Histogram<double> _wait;
    private readonly Counter<long> _calls;
    private readonly Histogram<double> _latency;

    public JobMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(JamieTelemetry.Name);
        _commands = meter.CreateCounter<long>("jamie.commands.total", "{command}", "Questions accepted, and how each of them ended");
        _duration = meter.CreateHistogram("jamie.job.duration", "s", "From a question's receipt to the end of its answer", advice: Buckets(Seconds));
        _active = meter.CreateUpDownCounter<long>("jamie.active_jobs", "{job}", "Questions accepted and not yet ended");
        _wait = meter.CreateHistogram("jamie.queue.wait", "s", "From a question's receipt until somebody works on it", advice: Buckets(WaitSeconds));
        _calls = meter.CreateCounter<long>("jamie.external_api.calls.total", "{call}", "HTTP exchanges with other people's servers, by how they ended");
        _latency = meter.CreateHistogram("jamie.external_api.latency", "s", "Time that such an exchange took; a model's answer is one", advice: Buckets(Seconds));
        CreateSeries();
    }

    public static string NameOf(JobStatus status) => Statuses[(int)status];

    public static string NameOf(ExternalApi api) => Providers[(int)api];

    public static string NameOf(ExternalStatus status) => CallStatuses[(int)status];

    public void Accepted(string jobType)
    {
        Count(jobType, Created, 1);
        _active.Add(1, new KeyValuePair<string, object?>("job_type", jobType));
    }

    public void Waited(TimeSpan wait)
    {
        if (wait >= TimeSpan.Zero) _wait.Record(wait.TotalSeconds);
    }

    public void Ended(string jobType, JobStatus status, TimeSpan duration)
    {
        _active.Add(-1, new KeyValuePair<string, object?>("job_type", jobType));
        Count(jobType, NameOf(status), 1);
        if (duration >= TimeSpan.Zero) _duration.Record(duration.TotalSeconds, new("job_type", jobType), new("status", NameOf(status)));
    }

    public void Rejected(string jobType) => Count(jobType, NameOf(JobStatus.Rejected), 1);

    public void Called(ExternalApi api, ExternalStatus status, TimeSpan elapsed)
    {
        _calls.Add(1, new("provider", NameOf(api)), new("status", NameOf(status)));
        if (elapsed >= TimeSpan.Zero) _latency.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("provider", NameOf(api)));
    }

    private static InstrumentAdvice<double> Buckets(double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };

    private void Count(string jobType, string status, long jobs) => _commands.Add(jobs, new("intent", jobType), new("status", status));

    private void CreateSeries()
    {
        foreach (var jobType in JobType.Questions)
        {
            Count(jobType, Created, 0);
            foreach (var status in Statuses) Count(jobType, status, 0);
            _active.Add(0, new KeyValuePair<string, object?>("job_type", jobType));
        }

        foreach (var provider in Providers)
        {
            foreach (var status in CallStatuses) _calls.Add(0, new("provider", provider), new("status", status));
        }
    }
}
