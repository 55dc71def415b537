using System.Globalization;
using JamieDaemon.Hosting;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability.Otlp;

/// <summary>
/// Reads OpenTelemetry's variables (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/): those that the .NET SDK
/// knows, those that it passes over, and what is wrong with them. They may be meant for every program of a house: a word or number that Jamie
/// cannot take counts as none, as the specification has it.
/// </summary>
/// <param name="variable">An empty variable is an unset one.</param>
/// <param name="problems">Gets a sentence for each with which data would go to the wrong place; none shows a value that may be a secret.</param>
/// <param name="warnings">Gets a sentence for each other that cannot be taken.</param>
internal sealed class OtlpVariables(Func<string, string?> variable, List<string> problems, List<string> warnings)
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Sums go out every minute.</summary>
    public static OtlpBatch MetricsBatch { get; } = new() { Delay = TimeSpan.FromMinutes(1) };

    /// <summary>Whether OTEL_TRACES_EXPORTER names the console.</summary>
    public bool NamesConsole(OtlpSignal signal) => Exporters(signal).Contains("console");

    /// <summary>What goes where. Without any address nothing does, although the specification would have it go to this machine.</summary>
    /// <param name="endpoint">The base address; empty for none.</param>
    public IReadOnlyList<OtlpTarget> Read(string endpoint)
    {
        var targets = new List<OtlpTarget>();
        foreach (var signal in OtlpSignals.All)
        {
            var exporters = Exporters(signal);
            var isNamed = exporters.Contains("otlp");
            var isWanted = isNamed || (exporters.Count == 0 && (endpoint.Length > 0 || Get($"OTEL_EXPORTER_OTLP_{Upper(signal)}_ENDPOINT") is not null));
            if (isWanted && Target(signal, endpoint) is { } target) targets.Add(target);
        }

        return targets;
    }

    /// <summary>The share of traces that OTEL_TRACES_SAMPLER asks for; <see langword="null"/> when it says nothing.</summary>
    /// <remarks>Jamie's traces begin with Jamie, so a sampler that asks the parent decides like the one that it asks for roots.</remarks>
    public double? SampleRatio()
    {
        const string Sampler = "OTEL_TRACES_SAMPLER";
        const string Argument = "OTEL_TRACES_SAMPLER_ARG";
        switch (Get(Sampler)?.ToLowerInvariant())
        {
            case null: return null;
            case "always_on" or "parentbased_always_on": return 1;
            case "always_off" or "parentbased_always_off": return 0;
            case "traceidratio" or "parentbased_traceidratio":
                if (Get(Argument) is not { } text) return 1;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1) return ratio;
                PassOver($"{Argument} must be a number from 0 to 1");
                return 1;
            default:
                PassOver($"{Sampler} must be always_on, always_off or traceidratio, each also with parentbased_ before it");
                return null;
        }
    }

    /// <summary>Notes what is not heeded of OTEL_PROPAGATORS; <see cref="TracePropagation"/> heeds the rest.</summary>
    public void CheckPropagators()
    {
        if (Words(TracePropagation.Variable).Any(word => word is not ("tracecontext" or "baggage" or "none")))
            PassOver($"{TracePropagation.Variable} must be tracecontext, baggage, both parted by a comma, or none");
    }

    /// <summary>Which measurements name the trace that they were taken in: those of traces that are kept, unless OTEL_METRICS_EXEMPLAR_FILTER says otherwise.</summary>
    public ExemplarFilterType Exemplars() => Word("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based", "always_on", "always_off") switch
    {
        "always_on" => ExemplarFilterType.AlwaysOn,
        "always_off" => ExemplarFilterType.AlwaysOff,
        _ => ExemplarFilterType.TraceBased,
    };

    /// <summary>Whether OTEL_SDK_DISABLED turns everything off.</summary>
    public bool IsDisabled()
    {
        const string Disabled = "OTEL_SDK_DISABLED";
        if (Get(Disabled) is not { } text) return false;
        if (bool.TryParse(text, out var disabled)) return disabled;
        PassOver($"{Disabled} must be true or false");
        return false;
    }

    /// <summary>The pairs of OTEL_RESOURCE_ATTRIBUTES.</summary>
    public IReadOnlyDictionary<string, object> ResourceAttributes()
    {
        if (ResourceVariable.Read(variable) is { } attributes) return attributes;
        PassOver($"{ResourceVariable.Name} must be name=value pairs, parted by commas");
        return new Dictionary<string, object>();
    }

    private OtlpTarget? Target(OtlpSignal signal, string endpoint)
    {
        var isGrpc = Word(Name(signal, "PROTOCOL"), "http/protobuf", "grpc") == "grpc";
        if (AddressOf(signal, endpoint, isGrpc) is not { } address) return null;
        var headers = Get(Name(signal, "HEADERS")) is { } pairs ? OtlpHeaders.Parse(pairs) : [];
        if (headers is null) Say($"{Name(signal, "HEADERS")} must be name=value pairs, parted by commas, with percent-encoded values and no name twice.");
        return new OtlpTarget(OtlpTarget.Generic, signal, address)
        {
            IsGrpc = isGrpc,
            Headers = headers ?? [],
            Timeout = Milliseconds(Name(signal, "TIMEOUT"), 10_000),
            IsCompressed = Word(Name(signal, "COMPRESSION"), "none", "gzip") == "gzip",
            Temporality = signal == OtlpSignal.Metrics ? Temporality() : OtlpTemporality.Cumulative,
            Certificates = CertificatesOf(signal),
            Batch = signal switch
            {
                OtlpSignal.Traces => Batch("OTEL_BSP"),
                OtlpSignal.Logs => Batch("OTEL_BLRP") with { Delay = Milliseconds("OTEL_BLRP_SCHEDULE_DELAY", 1_000) },
                _ => new OtlpBatch { Delay = Milliseconds("OTEL_METRIC_EXPORT_INTERVAL", 60_000), Timeout = Milliseconds("OTEL_METRIC_EXPORT_TIMEOUT", 30_000) },
            },
        };
    }

    /// <summary>A signal's own address is taken as it is, a base address gets the signal's path; gRPC knows no paths.</summary>
    private Uri? AddressOf(OtlpSignal signal, string endpoint, bool isGrpc)
    {
        var own = Get($"OTEL_EXPORTER_OTLP_{Upper(signal)}_ENDPOINT");
        var name = own is null ? $"{Endpoint} (Observability:Otlp:Endpoint)" : $"OTEL_EXPORTER_OTLP_{Upper(signal)}_ENDPOINT";
        var given = own ?? (endpoint.Length > 0 ? endpoint : isGrpc ? "http://localhost:4317" : "http://localhost:4318");
        var address = OtlpAddress.Parse(given);
        if (address is null) Say($"{name} {OtlpAddress.Rule}");
        if (!isGrpc) return own is null && address is not null ? OtlpAddress.Of(address, signal) : address;
        if (address is { Query.Length: > 0 }) Say($"{name} must have no query: gRPC knows none. Set what is in it as a header, or OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.");
        return address;
    }

    private OtlpCertificates CertificatesOf(OtlpSignal signal)
    {
        var files = new OtlpCertificates(Get(Name(signal, "CERTIFICATE")) ?? "", Get(Name(signal, "CLIENT_CERTIFICATE")) ?? "", Get(Name(signal, "CLIENT_KEY")) ?? "");
        if (files.FindProblem() is { } problem) Say(problem);
        return files;
    }

    private OtlpTemporality Temporality() => Word("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "cumulative", "delta", "lowmemory") switch
    {
        "delta" => OtlpTemporality.Delta,
        "lowmemory" => OtlpTemporality.LowMemory,
        _ => OtlpTemporality.Cumulative,
    };

    private OtlpBatch Batch(string prefix)
    {
        var queue = Number($"{prefix}_MAX_QUEUE_SIZE", 2048, most: 100_000);
        return new OtlpBatch
        {
            Queue = queue,
            Size = Math.Min(queue, Number($"{prefix}_MAX_EXPORT_BATCH_SIZE", 512, most: 100_000)),
            Delay = Milliseconds($"{prefix}_SCHEDULE_DELAY", 5_000),
            Timeout = Milliseconds($"{prefix}_EXPORT_TIMEOUT", 30_000),
        };
    }

    private HashSet<string> Exporters(OtlpSignal signal)
    {
        var name = $"OTEL_{Upper(signal)}_EXPORTER";
        var words = Words(name);
        string[] known = signal == OtlpSignal.Metrics ? ["otlp", "prometheus", "none"] : ["otlp", "console", "none"];
        if (words.RemoveWhere(word => !known.Contains(word)) > 0) PassOver($"{name} must be {string.Join(" or ", known)}, or several of them parted by commas");
        return words;
    }

    private HashSet<string> Words(string name) =>
        (Get(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToLowerInvariant()).ToHashSet();

    private string Word(string name, params ReadOnlySpan<string> known)
    {
        var word = Get(name)?.ToLowerInvariant() ?? known[0];
        if (known.Contains(word)) return word;
        PassOver($"{name} must be {string.Join(" or ", known!)}");
        return known[0];
    }

    private TimeSpan Milliseconds(string name, int otherwise) => TimeSpan.FromMilliseconds(Number(name, otherwise, most: 3_600_000));

    private int Number(string name, int otherwise, int most)
    {
        if (Get(name) is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
        PassOver($"{name} must be a whole number from 1 to {most.ToString(CultureInfo.InvariantCulture)}");
        return otherwise;
    }

    /// <summary>The signal's own variable where it is set, else the one for all signals.</summary>
    private string Name(OtlpSignal signal, string what) =>
        $"OTEL_EXPORTER_OTLP_{Upper(signal)}_{what}" is var own && Get(own) is not null ? own : $"OTEL_EXPORTER_OTLP_{what}";

    private string? Get(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Once, although a variable for all signals is read for each.</summary>
    private void Say(string problem)
    {
        if (!problems.Contains(problem)) problems.Add(problem);
    }

    private void PassOver(string rule)
    {
        var warning = $"{rule}. What else it says is passed over.";
        if (!warnings.Contains(warning)) warnings.Add(warning);
    }

    private static string Upper(OtlpSignal signal) => signal.Word().ToUpperInvariant();
}
