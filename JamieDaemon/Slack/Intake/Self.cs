using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>Jamie's own user as an event names it, and as <c>auth.test</c> does where that is another one.</summary>
/// <remarks>An event is delivered once for all who may see it, and names one of them: in a shared channel, or for an app of a whole organisation, not always us.</remarks>
internal readonly record struct Self(string? Authorized, string? Known)
{
    public static Self Of(EventsApiPayload payload, SlackIdentity identity)
    {
        var authorized = AuthorizedBot(payload);
        return new Self(authorized, identity.UserId == authorized ? null : identity.UserId);
    }

    /// <summary>Whether neither the event nor Slack has said who Jamie is.</summary>
    public bool IsUnknown => Authorized is null && Known is null;

    public bool Is(string? user) => user is not null && (user == Authorized || user == Known);

    public bool IsMentionedIn(string text) => SlackText.Mentions(text, Authorized) || SlackText.Mentions(text, Known);

    /// <summary>Takes every mention of Jamie out; while nobody knows who Jamie is, the one that the text begins with.</summary>
    public string TakenOutOf(string text)
    {
        text = SlackText.WithoutMention(text, Authorized ?? Known);
        return Authorized is not null && Known is not null ? SlackText.WithoutMention(text, Known) : text;
    }

    private static string? AuthorizedBot(EventsApiPayload payload)
    {
        if (payload.Authorizations is null) return null;
        foreach (var authorization in payload.Authorizations)
        {
            if (authorization is { IsBot: true }) return authorization.UserId;
        }

        return null;
    }
}
