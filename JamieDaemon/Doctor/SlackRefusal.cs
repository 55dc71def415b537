using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Doctor;

/// <summary>What is alike for every call with a token: that it was not made, not answered, or that Slack said no.</summary>
internal static class SlackRefusal
{
    /// <param name="name">The row.</param>
    /// <param name="reach">Whether Slack answers at all: if not, that is a row of its own, and nothing else is known.</param>
    /// <param name="answer">Of the call.</param>
    /// <param name="otherwise">What to do when Slack says no in a way that is in no list.</param>
    /// <returns><see langword="null"/> when Slack said yes.</returns>
    public static Finding? Of(string name, HttpAnswer reach, HttpAnswer answer, string otherwise)
    {
        if (answer.Trouble is { Kind: HttpTroubleKind.NotTried } trouble) return Finding.Unknown(name, trouble.Words);
        if (reach.Trouble is not null || reach.Status >= 500) return Finding.Unknown(name, "Slack does not answer");
        if (answer.Trouble is { } late) return Finding.Fail(name, $"Slack does not answer this call: {late.Words}", "Try again in a minute. https://slack-status.com tells of Slack's own trouble.");
        var said = answer.Read(SlackWebApiJsonContext.Default.SlackResponse);
        if (answer.Status == 429 || (said?.Error is { } code && SlackErrors.KindOf(code) == SlackErrorKind.Passing))
            return Finding.Unknown(name, $"Slack says: not now ({said?.Error ?? "HTTP 429"}); ask again in a minute");
        if (said is null) return Finding.Unknown(name, $"the answer is not Slack's (HTTP {answer.Status})");
        return said.Ok ? null : Finding.Fail(name, $"Slack says {said.Error ?? SlackErrors.Unnamed}", SlackErrors.AdviceFor(said.Error ?? "") ?? otherwise);
    }
}
