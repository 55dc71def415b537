using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Where one signal goes, and how.</summary>
/// <param name="Destination"><see cref="Generic"/> or <see cref="Logfire"/>.</param>
/// <param name="Signal">What goes there.</param>
/// <param name="Address">The whole address, with the path of the signal; for gRPC without it.</param>
public sealed record OtlpTarget(string Destination, OtlpSignal Signal, Uri Address) : Discreet
{
    /// <summary>What the variables OTEL_* name.</summary>
    public const string Generic = "otlp";

    /// <summary>What the variables LOGFIRE_* name.</summary>
    public const string Logfire = "logfire";

    public static IReadOnlyList<string> Destinations { get; } = [Generic, Logfire];

    /// <summary>OTLP over gRPC instead of protobuf over HTTP.</summary>
    public bool IsGrpc { get; init; }

    /// <summary>What is sent with each request. A secret.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public bool IsCompressed { get; init; }

    /// <summary>A metric is the sum since the last export, not since the start.</summary>
    public OtlpTemporality Temporality { get; init; }

    /// <summary>Files that the connection needs.</summary>
    public OtlpCertificates Certificates { get; init; } = new("", "", "");

    /// <summary>How long things are gathered, and how many.</summary>
    public OtlpBatch Batch { get; init; } = new();
}

/// <summary>Since when a sum counts.</summary>
public enum OtlpTemporality
{
    /// <summary>Since the process started.</summary>
    Cumulative,

    /// <summary>Since the last export; what can fall again, always since the start.</summary>
    Delta,

    /// <summary>As <see cref="Delta"/> where that needs no memory of what was sent before.</summary>
    LowMemory,
}

/// <summary>How what is to be sent is gathered. The defaults are the specification's.</summary>
public sealed record OtlpBatch
{
    /// <summary>How many may wait; what comes after them is dropped and counted.</summary>
    public int Queue { get; init; } = 2048;

    /// <summary>How many go into one request.</summary>
    public int Size { get; init; } = 512;

    /// <summary>The time between two requests; for metrics the interval between two collections.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one export may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
