using System.Collections.Concurrent;
using JamieDaemon.Answering;

namespace JamieDaemon.Terminal;

/// <summary>Begins answers on the screen, and hands each to whoever asked.</summary>
internal sealed class TerminalAnswerSink(TerminalScreen screen, ChatSettings settings, TimeProvider time) : IAnswerSink
{
    private readonly ConcurrentDictionary<string, TerminalAnswer> _answers = new();

    public IAnswer Begin(Question question) => AnswerTo(question);

    /// <summary>The reply, which comes when the answer ends; ask for it once.</summary>
    public async Task<TerminalReply> WhenEndedAsync(Question question)
    {
        var reply = await AnswerTo(question).Reply;
        _answers.TryRemove(question.Id, out _);
        return reply;
    }

    private TerminalAnswer AnswerTo(Question question) =>
        _answers.GetOrAdd(question.Id, _ => new TerminalAnswer(question, screen, settings.AsJson, time));
}
