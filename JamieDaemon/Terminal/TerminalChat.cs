using JamieDaemon.Answering;

namespace JamieDaemon.Terminal;

/// <summary>Asks what a person types, one question after the other, through the same queue and the same core as Slack.</summary>
internal sealed class TerminalChat(
    QuestionQueue queue,
    OpenQuestions questions,
    TerminalAnswerSink sink,
    SessionHistory history,
    TerminalMetrics metrics,
    TerminalScreen screen,
    TimeProvider time)
{
    private volatile Question? _running;

    /// <summary>Answers questions until there are no more.</summary>
    public async Task AskAllAsync(TextReader typed)
    {
        while (true)
        {
            screen.Prompt();
            if (await typed.ReadLineAsync() is not { } line) break;
            if (line.AsSpan().Trim() is { Length: > 0 } asked) await AskAsync(asked.ToString());
        }

        screen.Note("");
    }

    /// <summary>Answers one question.</summary>
    public async Task<TerminalReply> AskAsync(string asked)
    {
        var start = time.GetTimestamp();
        var question = new Question
        {
            Id = Guid.NewGuid().ToString("N")[..16],
            Kind = QuestionKind.DirectMessage,
            Text = asked,
            Asker = Environment.UserName,
            Conversation = new Conversation("", "terminal", Thread: null, Message: null),
            AskedAt = time.GetUtcNow(),
            ReceivedAt = start,
        };
        var ended = sink.WhenEndedAsync(question);
        _running = question;
        // One question at a time: there is always a place.
        queue.TryReserve();
        queue.Enqueue(questions.Add(question));
        var reply = await ended;
        _running = null;
        metrics.Ended(reply, time.GetElapsedTime(start));
        if (!string.IsNullOrWhiteSpace(reply.Answer)) history.Add(asked, reply.Answer);
        return reply;
    }

    /// <summary>Stops the running answer. False when there is none, or when that was asked for before: then the program is meant.</summary>
    public bool TryStop() => _running is { } question && questions.Stop(question.Id, new Stop(StopCause.Asked, question.Asker));
}
