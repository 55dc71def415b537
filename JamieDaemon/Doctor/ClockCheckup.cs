namespace JamieDaemon.Doctor;

/// <summary>Whether this machine's clock is right, by the <c>Date</c> of Slack's answer, else of Ollama's.</summary>
internal sealed class ClockCheckup(SlackLook slack, IReadOnlyList<OllamaLook> ollamas) : ICheckup
{
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Wrong = TimeSpan.FromMinutes(1);

    public string Name => "clock";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if ((await slack.Reach).Ahead is { } ofSlack) return Judge(ofSlack, "Slack");
        foreach (var ollama in ollamas)
        {
            if ((await ollama.Tags).Ahead is { } ofOllama) return Judge(ofOllama, "Ollama");
        }

        return Finding.Unknown(Name, "nobody has told the time");
    }

    /// <param name="ahead">How far our clock is ahead of theirs; negative: behind.</param>
    /// <param name="whose">Theirs.</param>
    public static Finding Judge(TimeSpan ahead, string whose)
    {
        const string name = "clock";
        const string fix = "Have this machine's clock set by NTP (timedatectl, chronyc tracking): times in logs, metrics and lags are wrong until then.";
        var by = ahead.Duration();
        if (by <= Noticed) return Finding.Ok(name, $"as {whose}'s");
        var found = $"{by.TotalSeconds:0} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} {whose}'s";
        return by < Wrong ? Finding.Warn(name, found, fix) : Finding.Fail(name, found, fix);
    }
}
