namespace JamieDaemon.Tests.Observability.Prometheus;

/// <summary>What a page of metrics, and the answer that carries it, must hold to. Each has a test that names it (<see cref="RuleAttribute"/>).</summary>
/// <seealso href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/"/>
/// <seealso href="https://prometheus.io/docs/specs/om/open_metrics_spec/"/>
/// <seealso href="https://prometheus.io/docs/instrumenting/content_negotiation/"/>
internal enum ExpositionRule
{
    /// <summary>Each run of characters that a name may not have is one underscore; no digit comes first.</summary>
    Names,

    /// <summary>UCUM units are spelled out, annotations dropped.</summary>
    Units,

    /// <summary>A name has its unit and its type as suffixes, none of them twice.</summary>
    Suffixes,

    /// <summary>Sums that only grow are counters, other sums gauges, histograms histograms; all cumulative.</summary>
    Types,

    /// <summary>Nobody measures in the unit 1, which other paths spell <c>_ratio</c>.</summary>
    NoUnitOne,

    /// <summary>A family is in one place, with one type, one help and one unit.</summary>
    OneFamily,

    /// <summary>The resource is <c>target_info</c>, once and first.</summary>
    TargetInfo,

    /// <summary>No label says which meter a series is from; so two of the same labels are one too many.</summary>
    NoScope,

    /// <summary>Labels have legal names and one text for each value; an empty one is none.</summary>
    Labels,

    /// <summary>Backslash, line feed and quote are escaped, and nothing else; the bytes are UTF-8.</summary>
    Escapes,

    /// <summary>Numbers are what Go reads, whatever the culture.</summary>
    Numbers,

    /// <summary>Buckets add up to the infinite one, which is always there.</summary>
    Histograms,

    /// <summary>A bound has one spelling, in both formats.</summary>
    Bounds,

    /// <summary>A histogram with exponential buckets has no text form: it is left out aloud.</summary>
    ExponentialHistograms,

    /// <summary>Exemplars only in OpenMetrics, only on counters and buckets, and small.</summary>
    Exemplars,

    /// <summary>No series says when another one was created.</summary>
    NoCreated,

    /// <summary>No sample has a time; what is no longer observed is gone.</summary>
    NoTimestamps,

    /// <summary>What would spoil a sum for ever is not recorded.</summary>
    Guarded,

    /// <summary>Every series of a closed set is there before its first event.</summary>
    Announced,

    /// <summary>OpenMetrics has its end, and no line that means nothing.</summary>
    OpenMetricsGrammar,

    /// <summary>Names are never more than ASCII, and the answer says so.</summary>
    LegacyNames,

    /// <summary>No page has anything for which a scrape would be lost; what cannot be written costs its family only.</summary>
    NeverLost,

    /// <summary>The format is the one that the scraper likes best, and is named exactly.</summary>
    Negotiation,

    /// <summary>gzip where it is accepted and worth it; <c>Vary</c> and <c>Content-Length</c> always.</summary>
    Encoding,

    /// <summary>HEAD has no body, other methods are 405, other paths 404.</summary>
    Methods,

    /// <summary>A scraper that cannot wait hears so in time.</summary>
    Budget,

    /// <summary>Scrapers share a collection and the page that came of it.</summary>
    SingleFlight,

    /// <summary>The port opens under fire, and nonsense does not close it.</summary>
    Robust,
}

/// <summary>Which rule a test is for.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RuleAttribute(ExpositionRule rule) : CategoryAttribute($"exposition: {rule}")
{
    public ExpositionRule Rule { get; } = rule;
}
