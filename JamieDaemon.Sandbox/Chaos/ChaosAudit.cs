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
internal sealed record ChaosCount(int Asked, int Answered, int Apologised, int Refused, IReadOnlyList<ChaosQuestion> Lost, IReadOnlyList<ChaosQuestion> Twice);

/// <summary>The reckoning, made from nothing but what stands in Slack at the end.</summary>
internal static class ChaosAudit
{
    /// <summary>Said to whoever asks while the disk is full. It does not name the question: each asker's are counted.</summary>
    private const string Refusal = "my disk takes nothing more";

    public static ChaosCount Count(IEnumerable<ChaosQuestion> questions, ChaosKind kind, SlackWorkspace slack)
    {
        var asked = questions.Where(question => question.Kind == kind && IsTaken(question)).ToList();
        var answers = (kind == ChaosKind.Command ? Whispers(slack) : Public(slack))
            .ToLookup(message => LoadQuestion.NumberOf(message.Said) ?? NumberOfThread(message, asked));
        var refusals = Refusals(kind, slack);
        var apologies = Apologies(kind, slack);
        var (whole, told, refused) = (0, 0, 0);
        List<ChaosQuestion> lost = [], twice = [];
        foreach (var question in asked)
        {
            var said = answers[question.Number].ToList();
            if (said.Count > 1) twice.Add(question);
            else if (said.Exists(message => question.Words.IsWhole(message.Said))) whole++;
            else if (said.Exists(IsRefusal)) refused++;
            else if (said.Exists(message => message.Said.Contains("Sorry", StringComparison.Ordinal))) told++;
            else if (TakeOne(refusals, question.Asker)) refused++;
            else if (TakeOne(apologies, question.Asker)) told++;
            else lost.Add(question);
        }

        return new ChaosCount(asked.Count, whole, told, refused, lost, twice);
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

    /// <summary>By asker: whispered, those in the channel of the commands theirs and all others for questions in threads; in a private conversation said there.</summary>
    private static Dictionary<string, int> Refusals(ChaosKind kind, SlackWorkspace slack)
    {
        var commands = slack.Channel(ChaosQuestion.CommandRoom[1..]).Id;
        return slack.Users.ToDictionary(user => user.Name, user => kind == ChaosKind.Direct
            ? slack.Messages.In(user.DirectChannel).Count(message => message is { EphemeralFor: null, ThreadTs: null } && IsRefusal(message))
            : slack.Messages.EphemeralFor(user.Id).Count(message => IsRefusal(message) && message.Channel == commands == (kind == ChaosKind.Command)));
    }

    /// <summary>By asker: in a private conversation an apology is said for itself, below the question, and does not name it; that of a command is whispered where it was given.</summary>
    private static Dictionary<string, int> Apologies(ChaosKind kind, SlackWorkspace slack)
    {
        var commands = slack.Channel(ChaosQuestion.CommandRoom[1..]).Id;
        return slack.Users.ToDictionary(user => user.Name, user => kind switch
        {
            ChaosKind.Direct => slack.Messages.In(user.DirectChannel).Count(message => message.ThreadTs is null && message.User == slack.Team.BotUserId && IsApology(message)),
            ChaosKind.Command => slack.Messages.EphemeralFor(user.Id).Count(message => message.Channel == commands && IsApology(message)),
            _ => 0,
        });
    }

    private static bool IsApology(SlackMessage message) =>
        LoadQuestion.NumberOf(message.Said) is null && message.Said.Contains("Sorry", StringComparison.Ordinal) && !IsRefusal(message);

    private static bool IsRefusal(SlackMessage message) => message.Said.Contains(Refusal, StringComparison.Ordinal);

    private static bool TakeOne(Dictionary<string, int> those, string asker) => those[asker]-- > 0;

    /// <summary>What says nothing of the answer yet, or is an apology, belongs to the question that it stands under.</summary>
    private static int? NumberOfThread(SlackMessage message, List<ChaosQuestion> asked) =>
        message.ThreadTs is { } thread ? asked.Find(question => question.Words.Ts == thread)?.Number : null;
}
