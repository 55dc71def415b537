using JamieDaemon.Answering;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Notices;

/// <summary>Something that Jamie says or does without the model.</summary>
/// <param name="Id">Of the turn that it answers, as of a question.</param>
/// <param name="User">Whom it is for.</param>
internal abstract record Notice(string Id, string User) : Discreet
{
    /// <summary>When this process received what it is about: a <see cref="TimeProvider"/> timestamp.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>What it came with: the ids that connect all that is logged and traced of it.</summary>
    public JobOrigin Origin { get; init; }

    /// <summary>Whoever must know what becomes of it.</summary>
    public INoticeReceipt? Receipt { get; init; }

    /// <summary>Whether it opens a dialog, which Slack allows for three seconds from the click.</summary>
    internal virtual bool OpensDialog => false;

    /// <summary>The conversation that it belongs to, as a question's; empty where Slack has not said.</summary>
    internal string SessionId => this switch
    {
        Said { Where: var where } => JobContext.SessionOf(where.Channel, where.Thread ?? where.Message),
        PromptsWanted wanted => JobContext.SessionOf(wanted.Channel, wanted.Thread),
        TitleWanted wanted => JobContext.SessionOf(wanted.Channel, wanted.Thread),
        SessionLeft left => JobContext.SessionOf(left.Channel, left.Thread),
        StatusWanted wanted => wanted.Channel,
        DetailsWanted wanted => JobContext.SessionOf(wanted.Channel, wanted.Thread),
        ShareWanted wanted => wanted.Channel,
        AgainWanted { Place: var place } wanted => JobContext.SessionOf(wanted.Channel, place.Thread ?? place.Message),
        ShortcutUsed { About: var about } => JobContext.SessionOf(about.Channel, about.Thread ?? about.Message),
        _ => "",
    };
}

/// <summary>One of the sentences of <see cref="SayingText"/>.</summary>
/// <param name="Id">Of the turn.</param>
/// <param name="User">Whom it is for.</param>
/// <param name="Where">Where the person spoke.</param>
/// <param name="ReplyUrl">Where a command's reply goes: a secret.</param>
/// <param name="Saying">What to say.</param>
internal sealed record Said(string Id, string User, Conversation Where, Uri? ReplyUrl, Saying Saying) : Notice(Id, User)
{
    /// <summary>When it may be otherwise, for the sayings that speak of a time.</summary>
    public TimeSpan? Until { get; init; }
}

/// <summary>Somebody opened Jamie's Home tab.</summary>
internal sealed record HomeOpened(string Id, string User) : Notice(Id, User);

/// <summary>Somebody opened a conversation with Jamie in which prompts can be suggested.</summary>
/// <param name="Id">Of the event.</param>
/// <param name="User">Who opened it.</param>
/// <param name="Channel">The private conversation.</param>
/// <param name="Thread">The thread of an older assistant; <see langword="null"/> for an agent's Messages tab.</param>
internal sealed record PromptsWanted(string Id, string User, string Channel, string? Thread) : Notice(Id, User)
{
    /// <summary>The channel that the person has in view beside the thread, as far as Slack says.</summary>
    public string? Beside { get; init; }
}

/// <summary>A private thread has its first question and wants a name.</summary>
internal sealed record TitleWanted(string Id, string User, string Channel, string Thread, string Title) : Notice(Id, User);

/// <summary>Slack's Stop button was pressed where nothing was in work any more: Slack waits to be told so.</summary>
internal sealed record SessionLeft(string Id, string User, string Channel, string Thread) : Notice(Id, User);

/// <summary>Somebody asked how Jamie is.</summary>
internal sealed record StatusWanted(string Id, string User, string Channel, Uri ReplyUrl) : Notice(Id, User);

/// <summary>Somebody wants to know how an answer came about.</summary>
internal sealed record DetailsWanted(string Id, string User, string Channel, string? Thread, Uri? ReplyUrl, AnswerDetails Details) : Notice(Id, User);

/// <summary>Somebody wants the channel to see an answer that only they saw.</summary>
internal sealed record ShareWanted(string Id, string User, string Channel, Uri ReplyUrl, string QuestionId) : Notice(Id, User);

/// <summary>Somebody judged an answer.</summary>
internal sealed record Rated(string Id, string User, string QuestionId, bool IsGood, string? TriggerId) : Notice(Id, User)
{
    internal override bool OpensDialog => TriggerId is not null;
}

/// <summary>Somebody said why an answer was bad.</summary>
internal sealed record ReasonGiven(string Id, string User, string QuestionId, FeedbackReason Reason) : Notice(Id, User);

/// <summary>Somebody chose a model on the Home tab.</summary>
internal sealed record ModelChosen(string Id, string User, string? Model) : Notice(Id, User);

/// <summary>Somebody wants a question answered again.</summary>
internal sealed record AgainWanted(string Id, string User, string Team, string Channel, QuestionPlace Place) : Notice(Id, User)
{
    /// <summary>Where what stands in the way is told: a secret.</summary>
    public Uri? ReplyUrl { get; init; }
}

/// <summary>Somebody used the shortcut on a message and will be asked what to ask about it.</summary>
internal sealed record ShortcutUsed(string Id, string User, string TriggerId, MessagePlace About) : Notice(Id, User)
{
    /// <summary>Where what stands in the way is told: a secret.</summary>
    public Uri? ReplyUrl { get; init; }

    internal override bool OpensDialog => true;
}
