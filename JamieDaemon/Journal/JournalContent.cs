using JamieDaemon.Answering;

namespace JamieDaemon.Journal;

/// <summary>What the records of an earlier process come to: the questions that are owed an answer, and what is known from before.</summary>
internal sealed class JournalContent
{
    private readonly Dictionary<string, Owed> _owed = [];
    private readonly List<UInt128> _recent = [];

    /// <summary>In the order of their acceptance.</summary>
    public IEnumerable<Owed> Unanswered => _owed.Values.OrderBy(owed => owed.At);

    public IReadOnlyList<UInt128> Recent => _recent;

    /// <summary>Takes the next record into account. One that was copied into a later file comes twice and counts once.</summary>
    public void Add(JournalRecord record)
    {
        switch (record)
        {
            case JournalRecord.Accepted accepted:
                _owed[accepted.Question.Id] = new Owed(accepted.Question, accepted.At, Step: null);
                _recent.Add(accepted.Question.Key);
                break;
            case JournalRecord.Advanced advanced when _owed.TryGetValue(advanced.Id, out var owed):
                _owed[advanced.Id] = owed with { Step = advanced.Step };
                break;
            case JournalRecord.Changed changed when _owed.TryGetValue(changed.Id, out var owed):
                _owed[changed.Id] = owed with { Question = owed.Question with { Text = changed.Text } };
                break;
            case JournalRecord.Completed completed:
                _owed.Remove(completed.Id);
                break;
            case JournalRecord.Refused refused:
                _owed.Remove(refused.Id);
                if (refused.Key != 0) _recent.RemoveAll(key => key == refused.Key);
                break;
            case JournalRecord.Remembered remembered:
                _recent.Add(remembered.Key);
                break;
            default:
                break;
        }
    }
}
