using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Intake;

/// <summary>Which questions somebody wants stopped.</summary>
/// <param name="By">Who wishes it; <see langword="null"/> when Slack does not say.</param>
internal abstract record StopWish(string? By)
{
    /// <summary>When it was said, by Slack's time; <see langword="null"/> when no message says it.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>Whether this question is meant.</summary>
    public abstract bool Means(Question question);

    /// <summary>Slack may bring a stop minutes late, and whoever has asked anew by then wants an answer.</summary>
    protected bool IsLaterThan(Question question) =>
        SaidAt is not { } said || question.Conversation.Message is not { } asked || SlackTs.ToTime(asked) < said;
}

/// <summary>One question.</summary>
internal sealed record StopQuestion(string QuestionId, string By) : StopWish(By)
{
    public override bool Means(Question question) => question.Id == QuestionId;
}

/// <summary>A message that is a question, and its repetitions, which have ids of their own.</summary>
internal sealed record StopMessage(string Channel, string Message, string? By) : StopWish(By)
{
    public override bool Means(Question question) => question.Conversation is var where && where.Channel == Channel && where.Message == Message;
}

/// <summary>Whatever Jamie works on in a thread, or in a private conversation without one.</summary>
internal sealed record StopThread(string Channel, string? Thread, string? By) : StopWish(By)
{
    public override bool Means(Question question) =>
        question.Conversation is var where && where.Channel == Channel && IsLaterThan(question)
        && (Thread is null || where.Thread == Thread || where.Message == Thread);
}

/// <summary>Whatever the one who wishes it has asked in one channel.</summary>
internal sealed record StopOwnIn(string Channel, string By) : StopWish(By)
{
    public override bool Means(Question question) => question.Asker == By && question.Conversation.Channel == Channel && IsLaterThan(question);
}

/// <summary>Whatever the one who wishes it has asked.</summary>
internal sealed record StopOwn(string By) : StopWish(By)
{
    public override bool Means(Question question) => question.Asker == By;
}
