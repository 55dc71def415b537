using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Load;

/// <summary>How it went.</summary>
/// <param name="Answered">The whole answer stands in the question's thread, and nothing else of Jamie's does.</param>
/// <param name="Lost">No whole answer stands in the question's thread.</param>
/// <param name="Twice">Jamie has written more than one message, whole or not, in the thread or astray.</param>
public sealed record AnswerCount(int Answered, int Lost, int Twice);

/// <summary>The reckoning, made from nothing but what stands in Slack at the end.</summary>
internal static class AnswerAudit
{
    /// <param name="questions">What was asked.</param>
    /// <param name="messages">Everything that stands in the channels they were asked in.</param>
    /// <param name="botId">Whose messages count.</param>
    public static AnswerCount Count(IReadOnlyCollection<LoadQuestion> questions, IEnumerable<SlackMessage> messages, string botId)
    {
        var byNumber = new Dictionary<int, string>();
        var threads = questions.ToDictionary(question => question.Ts, _ => new List<SlackMessage>());
        foreach (var question in questions)
            byNumber[LoadQuestion.NumberOf(question.Expected)!.Value] = question.Ts;
        foreach (var message in messages)
        {
            if (message.BotId == botId && TsOf(message, byNumber) is { } ts && threads.TryGetValue(ts, out var thread))
                thread.Add(message);
        }

        var (answered, lost, twice) = (0, 0, 0);
        foreach (var question in questions)
        {
            var said = threads[question.Ts];
            var isLost = !said.Exists(message => message.ThreadTs == question.Ts && question.IsWhole(message.Said));
            var isTwice = said.Count > 1;
            lost += isLost ? 1 : 0;
            twice += isTwice ? 1 : 0;
            answered += isLost || isTwice ? 0 : 1;
        }

        return new AnswerCount(answered, lost, twice);
    }

    /// <summary>The question a message belongs to: by its first words, wherever it stands; else by its thread.</summary>
    private static string? TsOf(SlackMessage message, Dictionary<int, string> byNumber) =>
        LoadQuestion.NumberOf(message.Said) is { } number && byNumber.TryGetValue(number, out var ts) ? ts : message.ThreadTs;
}
