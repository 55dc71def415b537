using System.Collections.Concurrent;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Load;

/// <summary>Watches the store for the moment in which each answer is whole; one message costs the same among many.</summary>
internal sealed class AnswerBoard
{
    private readonly LoadQuestion[] _questions;
    private readonly SlackTeam _team;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, LoadQuestion> _asked = new();
    private readonly int _first;
    private int _open;

    /// <param name="questions">All questions, each at its number.</param>
    /// <param name="watched">Those that are waited for.</param>
    /// <param name="team">Whose bot answers.</param>
    /// <param name="time">The clock of the answers.</param>
    public AnswerBoard(LoadQuestion[] questions, Range watched, SlackTeam team, TimeProvider time)
    {
        (_first, _open) = watched.GetOffsetAndLength(questions.Length);
        (_questions, _team, _time) = (questions[..(_first + _open)], team, time);
    }

    /// <summary>Done when every question has been answered once.</summary>
    public Task Complete => _complete.Task;

    /// <summary>The question stands in Slack; whatever Jamie writes under it now is its answer.</summary>
    public void Asked(LoadQuestion question) => _asked[question.Ts] = question;

    public void OnChanged(object? sender, SlackMessageChangedEventArgs change)
    {
        if (change.After is not { } message || message.BotId != _team.BotId)
            return;
        if (message.ThreadTs is { } thread && _asked.TryRemove(thread, out var seen))
            seen.SeenAt = _time.GetTimestamp();
        if (LoadQuestion.NumberOf(message.Said) is not { } number || number < _first || number >= _questions.Length)
            return;
        if (_questions[number] is not { WholeAt: 0 } question || !question.IsWhole(message.Said))
            return;
        question.WholeAt = _time.GetTimestamp();
        if (Interlocked.Decrement(ref _open) == 0)
            _complete.TrySetResult();
    }
}
