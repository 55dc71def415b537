using System.Text;
using JamieDaemon.Answering;
using JamieDaemon.Slack.SocketMode;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Interactions;

/// <summary>How Jamie is right now.</summary>
/// <param name="Sockets">Open websockets.</param>
/// <param name="Model">The model that answers where nobody chose another.</param>
/// <param name="IsReady">Whether it is there and loaded.</param>
/// <param name="Waiting">Questions that wait.</param>
/// <param name="Turn">When a question asked now would have its turn: zero for at once; <see langword="null"/> while nothing was measured.</param>
internal sealed record JamieStatus(int Sockets, string Model, bool IsReady, int Waiting, TimeSpan? Turn)
{
    /// <summary>In words, as Slack text: does it hear, which model thinks, how many wait.</summary>
    public string ToText()
    {
        var model = SlackText.Escape(Model);
        var text = new StringBuilder()
            .AppendLine(Sockets switch
            {
                0 => "My websockets are being reopened.",
                1 => "I hear you: one of my websockets is open.",
                _ => FormattableString.Invariant($"I hear you: {Sockets} of my websockets are open."),
            })
            .AppendLine(IsReady ? $"I think with `{model}`." : $"I cannot think right now: `{model}` is not ready.");
        return text.Append(Queue).ToString();
    }

    private string Queue => (Waiting, Turn) switch
    {
        (0, { Ticks: 0 }) when IsReady => "Nobody waits: ask, and I begin at once.",
        (0, null or { Ticks: 0 }) => "Nobody waits.",
        (0, { } turn) => $"Nobody waits, but I am busy. {TurnIn(turn)}",
        (1, null) => "One question waits.",
        (1, { } turn) => $"One question waits. {TurnIn(turn)}",
        (_, null) => FormattableString.Invariant($"{Waiting} questions wait."),
        (_, { } turn) => FormattableString.Invariant($"{Waiting} questions wait. {TurnIn(turn)}"),
    };

    private static string TurnIn(TimeSpan turn) =>
        FormattableString.Invariant($"A question asked now would have its turn in about {Math.Max(1, Math.Ceiling(turn.TotalSeconds)):0} s.");
}

/// <summary>Reads how Jamie is, from those who know.</summary>
internal sealed class StatusBoard(
    SocketModeState sockets, IModelCatalog models, QuestionQueue queue, OpenQuestions questions, AnswerPace pace, IOptions<AnsweringOptions> answering)
{
    public JamieStatus Read()
    {
        var (waiting, workers) = (queue.Count, answering.Value.Workers);
        var turn = questions.Count < workers ? TimeSpan.Zero : pace.UntilTurn(waiting, workers);
        return new JamieStatus(sockets.Live, models.Default, models.IsReady, waiting, turn);
    }
}
