using JamieDaemon.Sandbox.Load;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>How it went, for one way to ask.</summary>
/// <param name="Asked">Questions; of commands, those that Slack was told are taken.</param>
/// <param name="Answered">The whole answer stands, once.</param>
/// <param name="Apologised">There is no whole answer, and its asker was told so.</param>
/// <param name="Refused">It was not taken, and its asker was told so.</param>
/// <param name="Lost">There is none of all that.</param>
/// <param name="Twice">There is more than one answer, whole or not.</param>
internal sealed record ChaosCount(int Asked, int Answered, int Apologised, int Refused, IReadOnlyList<ChaosQuestion> Lost, IReadOnlyList<ChaosQuestion> Twice)
{
    /// <inheritdoc cref="ChaosExcuses.RefusalsLeft"/>
    public int RefusalsLeft { get; init; }
}

/// <summary>The reckoning, made from nothing but what stands in Slack at the end.</summary>
internal static class ChaosAudit
{
    public static ChaosCount Count(IReadOnlyList<ChaosQuestion> questions, ChaosKind kind, SlackWorkspace slack)
    {
        var asked = questions.Where(question => question.Kind == kind && IsTaken(question)).ToList();
        var answers = (kind == ChaosKind.Command ? Whispers(slack) : Public(slack))
            .ToLookup(message => LoadQuestion.NumberOf(message.Said) ?? NumberOfThread(message, asked));
        var excuses = new ChaosExcuses(kind, questions, slack);
        var (whole, told, refused) = (0, 0, 0);
        List<ChaosQuestion> lost = [], twice = [];
        foreach (var question in asked)
        {
            var said = answers[question.Number].ToList();
            if (said.Count > 1) twice.Add(question);
            else if (said.Exists(message => question.Words.IsWhole(message.Said))) whole++;
            else if (said.Exists(ChaosExcuses.IsRefusal)) refused++;
            else if (said.Exists(message => message.Said.Contains("Sorry", StringComparison.Ordinal))) told++;
            else if (excuses.TakeRefusal(question)) refused++;
            else if (excuses.TakeApology(question)) told++;
            else lost.Add(question);
        }

        return new ChaosCount(asked.Count, whole, told, refused, lost, twice) { RefusalsLeft = excuses.RefusalsLeft };
    }

    /// <summary>A command that Slack got no acknowledgement of was never taken: its asker has seen an error.</summary>
    private static bool IsTaken(ChaosQuestion question) => question.Invocation is not { } invocation || invocation.Acked is { IsCompletedSuccessfully: true, Result: true };

    private static IEnumerable<SlackMessage> Public(SlackWorkspace slack) =>
        from channel in slack.Channels
        from message in slack.Messages.In(channel.Id)
        where message.BotId == slack.Team.BotId && message.EphemeralFor is null
        select message;

    private static IEnumerable<SlackMessage> Whispers(SlackWorkspace slack) =>
        from user in slack.Users
        from message in slack.Messages.EphemeralFor(user.Id)
        select message;

    /// <summary>What says nothing of the answer yet, or is an apology, belongs to the question that it stands under.</summary>
    private static int? NumberOfThread(SlackMessage message, List<ChaosQuestion> asked) =>
        message.ThreadTs is { } thread ? asked.Find(question => question.Words.Ts == thread)?.Number : null;
}
