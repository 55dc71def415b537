namespace JamieDaemon.Slack.Access;

/// <summary>What somebody is told who may not ask: one sentence about what stands in the way, and one about what to do.</summary>
internal static class AccessText
{
    public static string Of(AccessVerdict verdict, string user) => verdict switch
    {
        AccessVerdict.GuestDenied => $"Sorry, guests of this workspace may not ask me. {Whom(user)}",
        AccessVerdict.ExternalDenied => $"Sorry, I may only answer people of the workspace that I belong to. {Whom(user)}",
        AccessVerdict.ChannelDenied => "Sorry, I may not answer questions from this channel. Please ask me elsewhere.",
        AccessVerdict.DirectMessagesDenied => "Sorry, I may not answer questions in private conversations. Please ask me in a channel.",
        AccessVerdict.Undecided =>
            "Sorry, Slack does not tell me right now who you are, and without that I may not answer. Please try again in a minute.",
        _ => $"Sorry, you are not among the people who may ask me. {Whom(user)}",
    };

    private static string Whom(string user) => $"Whoever runs me here can change that: your Slack id is {user}.";
}
