using JamieDaemon.Sandbox.Load;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>Watches the store for what becomes of each question, and tells who waits for a moment of one, on the thread that made it so.</summary>
internal sealed class ChaosBoard(IReadOnlyList<ChaosQuestion> questions, SlackTeam team, TimeProvider time)
{
    /// <summary>Hears when the first words of an answer stand, before the daemon does.</summary>
    public Action<ChaosQuestion>? Begun { get; set; }

    /// <summary>Hears when an answer has become whole, before the daemon does.</summary>
    public Action<ChaosQuestion>? Whole { get; set; }

    /// <summary>When the store last changed, as a timestamp of the time provider.</summary>
    public long LastChange { get; private set; } = time.GetTimestamp();

    public void OnChanged(object? sender, SlackMessageChangedEventArgs change)
    {
        LastChange = time.GetTimestamp();
        if (change.After is not { } message || message.BotId != team.BotId || LoadQuestion.NumberOf(message.Said) is not { } number) return;
        if (number >= questions.Count) return;
        var question = questions[number];
        var isWhole = question.Words.IsWhole(message.Said);
        if (!question.IsBegun && !isWhole) Begun?.Invoke(question);
        question.IsBegun = true;
        if (question.WholeAt != 0 || !isWhole) return;
        question.WholeAt = time.GetTimestamp();
        Whole?.Invoke(question);
    }
}
