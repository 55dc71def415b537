using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>Finds what a process that has died has left of an answer, by the marks on its messages.</summary>
internal sealed class EarlierMessages(SlackThread threads)
{
    /// <returns>The messages in their order, and whether they are the whole answer.</returns>
    /// <exception cref="SlackException">Slack did not let Jamie look: nothing may be said before.</exception>
    public async Task<(IReadOnlyList<string> Messages, bool AreWhole)> FindAsync(Question question)
    {
        var found = new SortedList<int, (string Ts, bool IsLast)>();
        await threads.FindAsync(question.Conversation, question.Conversation.Message, message =>
        {
            // A refusal carries the mark of what was answered after all: the newest counts, and a private conversation is read from its end.
            if (AnswerMark.Read(message) is { } mark && mark.QuestionId == question.Id && (!found.TryGetValue(mark.Part, out var known) || string.CompareOrdinal(message.Ts, known.Ts) > 0))
                found[mark.Part] = (message.Ts, mark.IsLast);
            return false;
        });
        return ([.. found.Values.Select(static message => message.Ts)], found.Count > 0 && found.Values[^1].IsLast);
    }
}
