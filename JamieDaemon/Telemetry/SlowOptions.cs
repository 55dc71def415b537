using System.ComponentModel.DataAnnotations;

namespace JamieDaemon.Telemetry;

/// <summary>Section <c>Slow</c>: from when on something that succeeded has taken so long that a warning is due. Zero means never.</summary>
public sealed class SlowOptions
{
    public const string Section = "Slow";

    /// <summary>One HTTP exchange with Slack, or one with the model's server that is no answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ApiCall { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The model's whole answer, or its loading.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Model { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Reading what was said around a question.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Context { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A request to Jamie's own port.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Request { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The look at one component's health, which only reads what is known already.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan HealthCheck { get; set; } = TimeSpan.FromMilliseconds(100);
}
