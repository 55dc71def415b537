using System.ComponentModel.DataAnnotations;
using JamieDaemon.Hosting.Reload;

namespace JamieDaemon.Observability.Logs;

/// <summary>What can be set under <c>Observability:Logs</c>.</summary>
public sealed class LogOptions
{
    /// <summary>The directory of the JSON log files; relative to the working directory. Empty turns files off.</summary>
    public string Directory { get; set; } = "logs";

    /// <summary>The size, in bytes, at which a file is closed and the next one begun; a new hour begins a new one too.</summary>
    [Range(64 * 1024, int.MaxValue)]
    public int FileSizeLimitBytes { get; set; } = 100 * 1024 * 1024;

    /// <summary>How many files are kept; older ones are deleted. It must outlast an outage of whoever ships them.</summary>
    [Range(1, 10_000)]
    public int RetainedFileCount { get; set; } = 48;

    /// <summary>Whether events also go to the console, where journald or the container's runtime takes them.</summary>
    public bool Console { get; set; } = true;

    /// <summary>The least important level that is written.</summary>
    [Live]
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>Other levels for sources whose name begins with the key.</summary>
    [Required]
    public Dictionary<string, LogLevel> Levels { get; set; } = new(StringComparer.Ordinal)
    {
        ["Microsoft"] = LogLevel.Warning,
        ["System.Net.Http.HttpClient"] = LogLevel.Warning,
        // It repeats every component that is not healthy at every look; HealthWatch says each change once.
        ["Microsoft.Extensions.Diagnostics.HealthChecks"] = LogLevel.None,
    };
}
