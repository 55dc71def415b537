using JamieDaemon.Answering;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Home;

/// <summary>The latest questions of each person, for the person's own Home tab: in memory only, a few of each, the latest thousands in all.</summary>
internal sealed class RecentQuestions
{
    /// <summary>Of one person.</summary>
    public const int Most = 5;

    private const int Capacity = 2000;
    private const int LongestText = 100;

    private readonly Lock _lock = new();
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, RecentQuestion> _questions = [];

    /// <summary>Keeps a question; one that was changed since, in its new words.</summary>
    public void Remember(Question question)
    {
        var kept = new RecentQuestion(question.Asker, SlackText.OneLine(SecretRedactor.Redact(question.Text), LongestText), question.Conversation, question.AskedAt);
        lock (_lock)
        {
            if (_order.Count >= Capacity && !_questions.ContainsKey(question.Id)) _questions.Remove(_order.Dequeue());
            if (_questions.TryAdd(question.Id, kept)) _order.Enqueue(question.Id);
            else _questions[question.Id] = kept;
        }
    }

    /// <summary>Its message is gone from Slack: then it is gone here too.</summary>
    public void Forget(string channel, string message)
    {
        lock (_lock)
        {
            // Whoever had it answered again has asked it too, under an id of its own.
            foreach (var id in _order)
            {
                if (_questions[id] is { Where: var where } kept && where.Channel == channel && where.Message == message) _questions[id] = kept with { Text = "" };
            }
        }
    }

    /// <summary>A person's own, the latest first.</summary>
    public IReadOnlyList<RecentQuestion> Of(string user)
    {
        var own = new List<RecentQuestion>();
        lock (_lock)
        {
            foreach (var id in _order)
            {
                if (_questions[id] is { Text.Length: > 0 } question && question.Asker == user) own.Add(question);
            }
        }

        own.Reverse();
        return own.Count > Most ? own[..Most] : own;
    }
}

/// <summary>A question as its asker finds it again.</summary>
/// <param name="Asker">Who asked, and nobody else sees it.</param>
/// <param name="Text">Its beginning, in one line.</param>
/// <param name="Where">Where it stands.</param>
/// <param name="AskedAt">When.</param>
internal sealed record RecentQuestion(string Asker, string Text, Conversation Where, DateTimeOffset AskedAt) : Discreet;
