namespace JamieDaemon.Telemetry;

/// <summary>The bounds of histograms, made for a model that takes seconds to minutes: the SDK's own begin at 5.</summary>
public static class Buckets
{
    /// <summary>Seconds of an answer.</summary>
    public static IReadOnlyList<double> Answer { get; } = [.1, .25, .5, 1, 2.5, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600];

    /// <summary>Seconds, as the conventions for generative AI ask.</summary>
    public static IReadOnlyList<double> GenAi { get; } = [.01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    /// <summary>Tokens, as the conventions for generative AI ask.</summary>
    public static IReadOnlyList<double> Tokens { get; } =
        [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];

    /// <summary>Seconds of an HTTP request.</summary>
    public static IReadOnlyList<double> Http { get; } = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];

    /// <summary>Seconds until an acknowledgement: a millisecond as a rule, and Slack's limit of 3 s a bound of its own.</summary>
    public static IReadOnlyList<double> Acknowledgement { get; } = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 3, 5, 10];

    /// <summary>Seconds that an event was under way: less than one as a rule, and Slack's redeliveries after one and after five minutes.</summary>
    public static IReadOnlyList<double> Lag { get; } = [.05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 90, 300, 330, 600, 3600];

    /// <summary>Seconds in a queue.</summary>
    public static IReadOnlyList<double> Queue { get; } = [.001, .005, .01, .05, .1, .5, 1, 5, 15, 30, 60, 120];

    public static IReadOnlyList<double> Characters { get; } = [0, 50, 100, 250, 500, 1000, 2000, 4000, 8000, 16000, 40000];

    public static IReadOnlyList<double> Bytes { get; } = [256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216];

    public static IReadOnlyList<double> Messages { get; } = [0, 1, 2, 5, 10, 20, 50, 100, 200];

    public static IReadOnlyList<double> TokensPerSecond { get; } = [1, 2, 5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500];
}
