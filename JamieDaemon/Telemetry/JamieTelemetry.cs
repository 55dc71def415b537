using System.Diagnostics;
using System.Reflection;

namespace JamieDaemon.Telemetry;

/// <summary>The names under which Jamie emits: one meter, one activity source, one service.</summary>
public static class JamieTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/> and of the <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string Name = "Jamie";

    /// <summary><c>service.name</c>, and the Prometheus job name that the shipped alerts expect.</summary>
    public const string ServiceName = "jamie-sre-chatbot";

    /// <summary><c>service.version</c>: the assembly's version without the commit suffix.</summary>
    public static string ServiceVersion { get; } =
        typeof(JamieTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>Where all of Jamie's spans begin, by way of <see cref="Spans"/>.</summary>
    internal static ActivitySource Source { get; } = new(Name, ServiceVersion);
}
