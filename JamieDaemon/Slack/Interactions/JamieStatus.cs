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
/// <param name="Turn">When a question asked now would have its turn; <see langword="null"/> while nothing was measured.</param>
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
        _ = Waiting switch
        {
            0 => text.Append("Nobody waits."),
            1 => text.Append("One question waits."),
            _ => text.Append(FormattableString.Invariant($"{Waiting} questions wait.")),
        };
        if (Turn is { } turn)
            text.Append(FormattableString.Invariant($" A question asked now would have its turn in about {Math.Max(1, Math.Ceiling(turn.TotalSeconds)):0} s."));
        return text.ToString();
    }
}

/// <summary>Reads how Jamie is, from those who know.</summary>
internal sealed class StatusBoard(SocketModeState sockets, IModelCatalog models, QuestionQueue queue, AnswerPace pace, IOptions<AnsweringOptions> answering)
{
    public JamieStatus Read()
    {
        var waiting = queue.Count;
        return new JamieStatus(sockets.Live, models.Default, models.IsReady, waiting, pace.UntilTurn(waiting, answering.Value.Workers));
    }
}
