using System.ComponentModel.DataAnnotations;
using JamieDaemon.Hosting.Reload;
using JamieDaemon.Observability.Logfire;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Observability.Otlp;
using JamieDaemon.Observability.Traces;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Observability;

/// <summary>What can be set under <c>Observability</c>: the port for metrics and health, the log files, and what is sent where.</summary>
public sealed class ObservabilityOptions
{
    public const string Section = "Observability";

    /// <summary>
    /// Where to listen: <c>+</c> for every IPv4 address, which Prometheus and the kubelet need, or <c>localhost</c>. <c>0.0.0.0</c> and
    /// <c>127.0.0.1</c> are other words for them.
    /// </summary>
    [AllowedValues("+", "0.0.0.0", "localhost", "127.0.0.1", ErrorMessage = "Observability:Address must be \"+\" (every address) or \"localhost\".")]
    public string Address { get; set; } = "+";

    /// <summary>The TCP port of <c>/metrics</c> and <c>/health</c>.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 9090;

    /// <summary>How long a page of metrics is handed out again, so that two Prometheus servers cost one collection.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    [Live]
    public TimeSpan ScrapeCache { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the health of the components is looked at, for what probes are told and for what is logged: well before a look counts as stuck.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan HealthInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether spans are made and anything is sent; without it there are still metrics, health and logs.</summary>
    public bool Telemetry { get; set; } = true;

    /// <summary>What the service is called everywhere; empty: <c>service.name</c> of OTEL_RESOURCE_ATTRIBUTES, else jamie-sre-chatbot.</summary>
    public string ServiceName { get; set; } = "";

    /// <summary>Its version; empty: <c>service.version</c> of OTEL_RESOURCE_ATTRIBUTES, else the build's.</summary>
    public string ServiceVersion { get; set; } = "";

    /// <summary>Where traces, metrics and logs are sent.</summary>
    [Required]
    public OtlpOptions Otlp { get; set; } = new();

    /// <summary>Pydantic Logfire, as a second place to send them to.</summary>
    [Required]
    public LogfireOptions Logfire { get; set; } = new();

    /// <summary>The spans.</summary>
    [Required]
    [ValidateObjectMembers]
    public TraceOptions Traces { get; set; } = new();

    /// <summary>The log files and the console.</summary>
    [Required]
    [ValidateObjectMembers]
    public LogOptions Logs { get; set; } = new();
}
