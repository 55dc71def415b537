using System.Diagnostics.CodeAnalysis;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Answers that only their askers see, kept as long as Slack lets them be shared: half an hour, the latest few hundred.</summary>
/// <remarks>Slack reports a click on an ephemeral message without the message.</remarks>
internal sealed class SharableAnswers(TimeProvider time)
{
    private const int Capacity = 500;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly Lock _lock = new();
    private readonly Queue<(string Id, long At)> _order = new();
    private readonly Dictionary<string, string> _texts = [];

    /// <summary>Keeps an answer. One that Slack did not take is given anew, in other words: those that the asker sees count.</summary>
    public void Keep(string questionId, string markdown)
    {
        lock (_lock)
        {
            Forget();
            if (!_texts.ContainsKey(questionId)) _order.Enqueue((questionId, time.GetTimestamp()));
            _texts[questionId] = markdown;
        }
    }

    /// <summary>Hands the answer out once: two clicks in a row share it once.</summary>
    public bool TryTake(string questionId, [NotNullWhen(true)] out string? markdown)
    {
        lock (_lock)
        {
            Forget();
            return _texts.Remove(questionId, out markdown);
        }
    }

    /// <summary>Takes back what was handed out and did not reach the channel, for as long as it would have been kept.</summary>
    public void GiveBack(string questionId, string markdown)
    {
        lock (_lock)
        {
            Forget();
            if (_order.Any(kept => kept.Id == questionId)) _texts[questionId] = markdown;
        }
    }

    private void Forget()
    {
        while (_order.TryPeek(out var oldest) && (_order.Count >= Capacity || time.GetElapsedTime(oldest.At) > Life))
            _texts.Remove(_order.Dequeue().Id);
    }
}
