using JamieDaemon.Answering;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack;

/// <summary>Questions, answers and the people behind them as numbers; a family of metrics for each way to ask.</summary>
public sealed class SlackMetrics
{
    private readonly AskedMetrics _mentions;
    private readonly AskedMetrics _commands;
    private readonly AskedMetrics _direct;
    private readonly ActiveUsers _users;
    private readonly JamieCounter _homeOpens;
    private readonly JamieCounter _homeErrors;
    private readonly JamieCounter _missed;

    public SlackMetrics(JamieMeter meter, TimeProvider time)
    {
        _mentions = new AskedMetrics(meter, "slack.mentions", "{mention}", "Mentions of Jamie in channels");
        _commands = new AskedMetrics(meter, "slack.slash_commands", "{command}", "Slash commands");
        _direct = new AskedMetrics(meter, "slack.direct_messages", "{message}", "Direct messages");
        _users = new ActiveUsers(time);
        _homeOpens = meter.Counter("slack.app_home.opens", "{open}", "Home tabs shown");
        _homeErrors = meter.Counter("slack.app_home.errors", "{error}", "Home tabs that Slack did not take");
        _missed = meter.Counter("slack.missed_questions.total", "{question}", "Questions asked while there was no socket, found in the history afterwards");
        meter.Meter.CreateObservableGauge("active_users", () => _users.Count, "{user}", "People who had to do with Jamie in the last 15 minutes");
        _homeOpens.Announce();
        _homeErrors.Announce();
        _missed.Announce();
    }

    /// <summary>Somebody had to do with Jamie.</summary>
    internal void Seen(string user) => _users.Add(user);

    /// <summary>Somebody has asked while Jamie was away; the question was found afterwards.</summary>
    internal void Missed(string user)
    {
        Seen(user);
        _missed.Add(1);
    }

    /// <summary>The answer ended. What was withdrawn leaves no trace in the numbers: it was not meant for Jamie after all.</summary>
    internal void Ended(Question question, AnswerEnding ending, TimeSpan duration, int length)
    {
        if (ending is AnswerEnding.Withdrawn) return;
        Seen(question.Asker);
        Of(question.Kind).Ended(ending, duration, length);
    }

    /// <summary>Slack did not take the end of the answer.</summary>
    internal void Undelivered(QuestionKind kind, TimeSpan duration) => Of(kind).Undelivered(duration);

    /// <summary>The queue was full; the asker was told.</summary>
    public void Refused(QuestionKind kind) => Of(kind).Refused();

    /// <summary>There was no question.</summary>
    public void Empty(QuestionKind kind) => Of(kind).Empty();

    /// <summary>Somebody opened the Home tab and sees it.</summary>
    public void HomeOpened() => _homeOpens.Add(1);

    /// <summary>Somebody opened the Home tab and does not see it.</summary>
    public void HomeFailed() => _homeErrors.Add(1);

    private AskedMetrics Of(QuestionKind kind) => kind switch
    {
        QuestionKind.SlashCommand => _commands,
        QuestionKind.DirectMessage => _direct,
        _ => _mentions,
    };
}
