namespace JamieDaemon.Slack.Notices;

/// <summary>The occasions on which Jamie speaks without the model.</summary>
internal enum Saying
{
    /// <summary>A mention or a message without a question.</summary>
    Welcome,

    /// <summary>A command without a question, or one that asks for help.</summary>
    Usage,

    /// <summary>A question that found the queue full.</summary>
    QueueFull,

    /// <summary>A question whose record the disk did not take.</summary>
    NoJournal,

    /// <summary>A person who asks faster than allowed.</summary>
    TooFast,

    /// <summary>A person whose questions for today are used up.</summary>
    QuotaUsedUp,

    /// <summary>A stop with nothing to stop.</summary>
    NothingToStop,

    /// <summary>A stop of an answer that is whole, and on its way still.</summary>
    CompleteAlready,

    /// <summary>A stop that stopped something, for those who do not see the answer end.</summary>
    Stopping,

    /// <summary>A question to be answered again that does not stand in Slack any more.</summary>
    QuestionGone,

    /// <summary>A question to be answered again while it is.</summary>
    AtWorkAlready,

    /// <summary>A dialog that could not be opened in time.</summary>
    DialogLate,

    /// <summary>A click in a channel that Jamie is not in.</summary>
    NotInChannel,

    /// <summary>A click that Slack did not let Jamie follow.</summary>
    NotDone,

    /// <summary>An answer that did not get into the channel, or not all of it.</summary>
    NotShared,

    /// <summary>An answer to be shared that was shared before, or that Jamie does not have any more.</summary>
    AnswerGone,
}

/// <summary>What Jamie says on them, as Slack text.</summary>
internal static class SayingText
{
    /// <param name="saying">The occasion.</param>
    /// <param name="command">The slash command that is ours.</param>
    /// <param name="until">How long it stays so, for the sayings that speak of a time.</param>
    public static string Of(Saying saying, string command, TimeSpan? until = null) => saying switch
    {
        Saying.Welcome =>
            "Hi! Ask me anything about your systems: write your question after my name. In a thread I read what was said before.",
        Saying.Usage =>
            $"Write your question after the command, like this: `{command} why does my pod restart with exit code 137?`\n"
            + $"`{command} status` tells how I am, `{command} stop` stops my answers to you.",
        Saying.QueueFull =>
            "Sorry, too many questions are waiting already, so I have *not* taken yours. Please ask again in a minute.",
        Saying.NoJournal =>
            "Sorry, my disk takes nothing more, so I could not promise you an answer and have *not* taken your question. Please tell whoever runs me.",
        Saying.TooFast =>
            $"You are asking faster than I may answer one person, so I have *not* taken this one. Please ask again in {Span(until)}.",
        Saying.QuotaUsedUp =>
            $"You have used up your questions for today, so I have *not* taken this one. There will be more in {Span(until)}.",
        Saying.NothingToStop => "There is nothing of mine to stop here.",
        Saying.CompleteAlready => "That answer is complete already; its last words are on their way to Slack.",
        Saying.Stopping => "Stopped.",
        Saying.QuestionGone => "I cannot find the question any more; it may have been deleted. Please ask it again.",
        Saying.AtWorkAlready => "I am at work on another answer to this already.",
        Saying.DialogLate => "I could not open the dialog in time. Please choose *Ask Jamie about this* once more.",
        Saying.NotInChannel => "I am not in this channel, so I cannot answer here. Invite me with `/invite @jamie`, then try again.",
        Saying.NotDone => "Sorry, Slack did not let me do that. Please try again in a minute.",
        Saying.NotShared => "Sorry, Slack did not let me share the whole answer. Please try again in a minute.",
        Saying.AnswerGone => "I have shared this answer already, or no longer have it. Please ask again if you need it.",
        _ => throw new ArgumentOutOfRangeException(nameof(saying), saying, "This saying has no text."),
    };

    private static string Span(TimeSpan? span) => span switch
    {
        null => "a while",
        { TotalSeconds: < 90 } soon => FormattableString.Invariant($"{Math.Max(1, Math.Ceiling(soon.TotalSeconds)):0} s"),
        { TotalMinutes: < 90 } later => FormattableString.Invariant($"{Math.Ceiling(later.TotalMinutes):0} minutes"),
        { } much => FormattableString.Invariant($"{Math.Ceiling(much.TotalHours):0} hours"),
    };
}
